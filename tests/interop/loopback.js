'use strict';

// The official clients put the project before the endpoint, so they ask DNS for project.127.0.0.1. Every name is this machine here.
const dns = require('dns');

dns.lookup = (hostname, options, callback) => {
  if (typeof options === 'function') {
    return process.nextTick(options, null, '127.0.0.1', 4);
  }

  return options && options.all
    ? process.nextTick(callback, null, [{ address: '127.0.0.1', family: 4 }])
    : process.nextTick(callback, null, '127.0.0.1', 4);
};

// Runs a script that takes its input as the only argument, as JSON, and writes its result to standard output, as JSON.
module.exports = async run => {
  try {
    process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2]))));
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  }
};
