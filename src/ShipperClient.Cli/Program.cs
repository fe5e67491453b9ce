using ShipperClient.Cli.Commands;
using ShipperClient.Cli.Texts;

CultureInfo.CurrentUICulture = Language.Choose(args, Environment.GetEnvironmentVariable);
return await new ShipperCommand(TimeProvider.System).RunAsync(args).ConfigureAwait(false);
