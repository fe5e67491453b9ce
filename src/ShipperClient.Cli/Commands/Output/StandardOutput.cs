using Microsoft.Win32.SafeHandles;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>Standard output of the process.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    /// <summary>
    /// Opens it. The console's own stream ignores a reader that has gone, and a long listing would continue for nobody: a pipe is written to directly, and
    /// throws. A file is not, because that would not append if others write to it too.
    /// </summary>
    public static Stream Open()
    {
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
        {
            var pipe = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
            {
                return pipe;
            }
        }

        return Console.OpenStandardOutput();
    }
}
