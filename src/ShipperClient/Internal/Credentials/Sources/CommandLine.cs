namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Splits a command into the program and its arguments, as a shell would, but expands nothing.</summary>
internal static class CommandLine
{
    /// <summary>Splits a command at white space outside quotes; in double quotes, <c>\"</c> is a quote and <c>\\</c> a backslash.</summary>
    /// <returns>The parts; <see langword="null"/> if a quote is not closed.</returns>
    public static List<string>? Split(string command)
    {
        List<string> parts = [];
        StringBuilder? part = null;
        var quote = '\0';
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                Complete();
                continue;
            }

            part ??= new StringBuilder();
            if (c == quote || (quote == '\0' && c is '"' or '\''))
            {
                quote = c == quote ? '\0' : c;
                continue;
            }

            // A backslash elsewhere is one, as in the paths of Windows.
            i += quote == '"' && c == '\\' && i + 1 < command.Length && command[i + 1] is '"' or '\\' ? 1 : 0;
            part.Append(command[i]);
        }

        Complete();
        return quote == '\0' ? parts : null;

        void Complete()
        {
            if (part is not null)
            {
                parts.Add(part.ToString());
                part = null;
            }
        }
    }
}
