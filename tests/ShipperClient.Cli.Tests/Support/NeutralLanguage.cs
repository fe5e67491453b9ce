using System.Globalization;
using System.Runtime.CompilerServices;

namespace ShipperClient.Cli.Tests.Support;

/// <summary>Tests of views and texts expect English, whatever the language of whoever runs them.</summary>
internal static class NeutralLanguage
{
    [ModuleInitializer]
    internal static void Set() => CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
}
