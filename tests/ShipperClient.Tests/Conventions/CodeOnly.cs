using System.Text;

namespace ShipperClient.Tests.Conventions;

/// <summary>C# without its comments and without the text of its strings; what stands between the braces of an interpolated string is code and stays.</summary>
internal sealed class CodeOnly
{
    private readonly string _source;
    private readonly StringBuilder _code = new();
    private int _at;

    private CodeOnly(string source) => _source = source;

    public static string Of(string source)
    {
        var reader = new CodeOnly(source);
        reader.ReadCode(inInterpolation: false);
        return reader._code.ToString();
    }

    private char Next(int offset = 0) => _at + offset < _source.Length ? _source[_at + offset] : '\0';

    private bool IsAt(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    private void ReadCode(bool inInterpolation)
    {
        for (var depth = 0; _at < _source.Length;)
        {
            if (IsAt("//"))
            {
                SkipTo("\n");
            }
            else if (IsAt("/*"))
            {
                SkipTo("*/");
                _at += 2;
            }
            else if (IsString())
            {
                ReadString();
            }
            else if (Next() == '\'')
            {
                // A character: 'x', '\'' or '\uFFFD'.
                _at += Next(1) == '\\' ? 3 : 2;
                SkipTo("'");
                _at++;
                _code.Append(' ');
            }
            else if (inInterpolation && depth == 0 && Next() == '}')
            {
                return;
            }
            else
            {
                depth += Next() switch { '{' => 1, '}' => -1, _ => 0 };
                _code.Append(_source[_at++]);
            }
        }
    }

    private void SkipTo(string end)
    {
        var found = _source.IndexOf(end, Math.Min(_at, _source.Length), StringComparison.Ordinal);
        _at = found < 0 ? _source.Length : found;
    }

    private bool IsString()
    {
        var ahead = 0;
        while (Next(ahead) is '$' or '@')
        {
            ahead++;
        }

        return Next(ahead) == '"';
    }

    private void ReadString()
    {
        var dollars = Count('$');
        var isVerbatim = Count('@') > 0;
        dollars += Count('$');
        var quotes = Count('"');
        _code.Append(' ');
        if (quotes != 2)
        {
            ReadText(dollars, isVerbatim, quotes);
            _code.Append(' ');
        }
    }

    private void ReadText(int dollars, bool isVerbatim, int quotes)
    {
        while (_at < _source.Length)
        {
            if (Next() == '"')
            {
                var run = Count('"');
                if (isVerbatim ? run % 2 == 1 : run >= quotes)
                {
                    return;
                }
            }
            else if (Next() == '\\' && quotes == 1 && !isVerbatim)
            {
                _at += 2;
            }
            else if (Next() == '{' && dollars > 0)
            {
                ReadInterpolation(dollars, isRaw: quotes > 1);
            }
            else
            {
                _at++;
            }
        }
    }

    private void ReadInterpolation(int dollars, bool isRaw)
    {
        var braces = Count('{');
        if (isRaw ? braces < dollars : braces % 2 == 0)
        {
            return;
        }

        _code.Append(' ');
        ReadCode(inInterpolation: true);
        _code.Append(' ');
        _at += isRaw ? dollars : 1;
    }

    private int Count(char c)
    {
        var start = _at;
        while (Next() == c)
        {
            _at++;
        }

        return _at - start;
    }
}
