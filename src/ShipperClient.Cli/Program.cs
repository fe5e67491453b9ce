using ShipperClient.Cli.Commands;

return await new ShipperCommand(TimeProvider.System).RunAsync(args).ConfigureAwait(false);
