'use strict';

// The generated client, @alicloud/sls20201230. It no longer has the calls for shippers.
const run = require('./loopback');
const { default: Client, ListLogStoresRequest } = require('@alicloud/sls20201230');
const { $OpenApiUtil } = require('@alicloud/openapi-core');

run(async input => {
  const client = new Client(new $OpenApiUtil.Config({ ...input, protocol: 'http', regionId: 'cn-hangzhou' }));
  const response = await client.listLogStores(input.project, new ListLogStoresRequest({ offset: 0, size: 100 }));
  return response.body;
});
