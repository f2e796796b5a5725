import { Button } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Empty } from '../ui/empty.tsx';

interface Props {
  readonly text: string;
  readonly again: string;
  readonly children: ReactNode;
}

/** Keeps a screen that fails from taking the frame with it. Drafts live outside the screens and stay. */
export class FailureWall extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Empty title={this.props.text}>
        <Button variant="default" onClick={() => this.setState({ failed: false })}>
          {this.props.again}
        </Button>
      </Empty>
    );
  }
}
