using System.IO.Compression;

namespace ShipperClient.Internal.Responses;

/// <summary>
/// The compressions that a reply may come in. .NET's connections can undo them too, but then write what they accept into every request anew, which
/// costs more than all of this.
/// </summary>
internal static class ResponseDecompression
{
    /// <summary>What a request says that it accepts.</summary>
    public const string Accepted = "gzip, deflate";

    private const string Header = "Content-Encoding";

    /// <summary>Puts the body as it was before it was compressed in place of the one that arrives.</summary>
    public static async ValueTask DecompressAsync(HttpResponseMessage reply, CancellationToken cancellationToken)
    {
        if (!reply.Content.Headers.NonValidated.Contains(Header))
        {
            return; // nearly always
        }

        Func<Stream, Stream>? undo = reply.Content.Headers.ContentEncoding.LastOrDefault()?.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => static stream => new GZipStream(stream, CompressionMode.Decompress),
            "deflate" => static stream => new ZLibStream(stream, CompressionMode.Decompress),
            _ => null, // nobody asked for it: read as it is, it is not what the service documents
        };
        if (undo is not null)
        {
            var body = new StreamContent(undo(await reply.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false)));
            foreach (var (name, values) in reply.Content.Headers.NonValidated)
            {
                if (name is not (Header or "Content-Length"))
                {
                    body.Headers.TryAddWithoutValidation(name, values);
                }
            }

            reply.Content = body;
        }
    }
}
