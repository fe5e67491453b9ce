#if !NET9_0_OR_GREATER
global using Lock = System.Object;

namespace System;

/// <summary>What the tests use of .NET 9, for their run on the net8.0 build of the libraries.</summary>
internal static class OnNet8
{
    extension(Convert)
    {
        public static string ToHexStringLower(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
    }
}
#endif
