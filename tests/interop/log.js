'use strict';

// The hand-written client, @alicloud/log. It has no methods for shippers, so its request method makes the calls; that signs what it is given.
const run = require('./loopback');
const Client = require('@alicloud/log');

run(async input => {
  const client = new Client(input);
  const { project, logstore, shipper } = input;
  const tasks = `/logstores/${logstore}/shipper/${shipper}/tasks`;
  const ids = Buffer.from(JSON.stringify(input.taskIds));

  return {
    status: await client._request('GET', project, tasks, { from: input.from, to: input.to, status: 'fail', offset: 0, size: 100 }, null, {}),
    retry: await client._request('PUT', project, tasks, {}, ids, { 'x-log-bodyrawsize': ids.byteLength }),
    logstores: await client._request('GET', project, '/logstores', { offset: 0, size: 100 }, null, {}),
    shippers: await client._request('GET', project, `/logstores/${logstore}/shipper`, { offset: 0, size: 100 }, null, {}),
    ownListing: await client.listLogStore(project),
    refused: await client.listLogStore('nobody').catch(error => error.code),
  };
});
