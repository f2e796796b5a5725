/**
 * Makes a child of Node look like a utility process of Electron to the code that is loaded after it:
 * `process.type`, the version of Electron and the parent port, carried over Node's own channel.
 */
const real = process;
const parentPort = {
  postMessage: (message) => real.send(message),
  on: (_event, listener) => real.on('message', (data) => listener({ data })),
};
globalThis.process = Object.create(real, {
  type: { value: 'utility' },
  versions: { value: { ...real.versions, electron: '45.4.1' } },
  parentPort: { value: parentPort },
});
