using System.ComponentModel;
using System.Diagnostics;

namespace ShipperClient.Cli.Tests.Support;

/// <summary>Programs that a test needs and a machine may lack. Where CI lacks one, that is a failure: a check that is skipped there would check nothing.</summary>
internal static class Tools
{
    public static void Need(string program, string harmless)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, harmless) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", $"{program} is not on this machine.");
            throw;
        }
    }
}
