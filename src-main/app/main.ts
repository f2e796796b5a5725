/** Entry of the program under Electron. */
import { startProgram } from './program.ts';

startProgram(process.argv, process.cwd());
