'use strict';

const path = require('path');
const run = require('./loopback');

const library = path.dirname(require.resolve('@alicloud/credentials'));
const httpx = require(require.resolve('httpx', { paths: [library] }));

// Finds credentials as an application does that sets nothing. The STS and the metadata service are the server of the test.
run(async ({ service }) => {
  const send = httpx.request;
  httpx.request = (url, options) => {
    const { pathname, search } = new URL(url);
    return send(`${service}${pathname}${search}`, options);
  };

  const { default: Credential } = require('@alicloud/credentials');
  try {
    return { id: (await new Credential().getCredential()).accessKeyId };
  } catch (error) {
    return { error: error.message };
  }
});
