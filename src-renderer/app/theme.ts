import { ActionIcon, Autocomplete, Button, Checkbox, createTheme, type CSSVariablesResolver, Input, Modal, NativeSelect, NumberInput, PasswordInput, Select, Tabs, Textarea, TextInput, Tooltip } from '@mantine/core';

/** Field height 32 px, text 14 px: the rhythm of a dense form on a 4-px grid. */
const field = { defaultProps: { size: 'xs' } };

export const theme = createTheme({
  fontFamily: "'Noto Sans Variable', 'Noto Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  defaultRadius: '4px',
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.0625rem' }, h3: { fontSize: '0.875rem' } } },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  respectReducedMotion: true,
  cursorType: 'pointer',
  colors: {
    ink: ['#eaf2f8', '#d3e3ef', '#a9c8de', '#7fb0d4', '#5591bb', '#3a7cab', '#2a6a99', '#1f5580', '#184466', '#10314c'],
    gray: ['#faf9f7', '#f4f2ef', '#e9e6e1', '#dad6cf', '#c4bfb6', '#8f897f', '#655f56', '#4d4841', '#37332e', '#24211d'],
    dark: ['#dedad3', '#c4bfb6', '#a8a297', '#7d776d', '#4f4b44', '#3d3a35', '#2e2b27', '#22201d', '#1a1816', '#11100e'],
  },
  components: {
    Input: Input.extend({ defaultProps: { size: 'xs' }, vars: (_theme, props) => ({ wrapper: { '--input-fz': '0.875rem', ...(props.multiline ? {} : { '--input-height': '2rem' }) } }) }),
    TextInput: TextInput.extend(field),
    Textarea: Textarea.extend(field),
    PasswordInput: PasswordInput.extend(field),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs', hideControls: true } }),
    NativeSelect: NativeSelect.extend(field),
    Select: Select.extend({ defaultProps: { size: 'xs', comboboxProps: { transitionProps: { duration: 0 } } } }),
    Autocomplete: Autocomplete.extend({ defaultProps: { size: 'xs', comboboxProps: { transitionProps: { duration: 0 } } } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    // Hints stand below the field, so that fields side by side begin on one line.
    InputWrapper: Input.Wrapper.extend({ defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'input', 'error', 'description'] } }),
    Button: Button.extend({ defaultProps: { size: 'xs' }, vars: () => ({ root: { '--button-height': '2rem', '--button-fz': '0.875rem' } }) }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: '2rem' } }),
    Modal: Modal.extend({ defaultProps: { centered: true, transitionProps: { duration: 100 }, overlayProps: { backgroundOpacity: 0.35 } } }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false, transitionProps: { duration: 100 } } }),
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': 'var(--mantine-color-gray-9)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-6)',
    '--mantine-color-error': '#a8231d',
  },
  dark: {
    '--mantine-color-body': 'var(--mantine-color-dark-7)',
    '--mantine-color-text': 'var(--mantine-color-dark-0)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': '#f2918b',
  },
});
