using System.IO.Compression;

namespace ShipperClient.Internal.Responses;

/// <summary>
/// Decompresses responses. .NET's connections can do that too, but then write the accepted encodings into every request anew: 430 bytes a call, 7 % of a
/// small one (docs/benchmarks.md). Neither reports compressed data that is cut off; <see cref="TruncatedJson"/> does.
/// </summary>
internal static class ResponseDecompression
{
    /// <summary>The Accept-Encoding of every request.</summary>
    public const string Accepted = "gzip, deflate";

    private const string Header = "Content-Encoding";

    /// <summary>Replaces a compressed body by one that decompresses it.</summary>
    public static async ValueTask DecompressAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.Content.Headers.NonValidated.Contains(Header))
        {
            return; // nearly always
        }

        Func<Stream, Stream>? decompress = response.Content.Headers.ContentEncoding.LastOrDefault()?.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => static stream => new GZipStream(stream, CompressionMode.Decompress),
            "deflate" => static stream => new ZLibStream(stream, CompressionMode.Decompress),
            _ => null, // not requested: read as it is, it is not what the service documents
        };
        if (decompress is not null)
        {
            var body = new StreamContent(decompress(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false)));
            foreach (var (name, values) in response.Content.Headers.NonValidated)
            {
                if (name is not (Header or "Content-Length"))
                {
                    body.Headers.TryAddWithoutValidation(name, values);
                }
            }

            response.Content = body;
        }
    }
}
