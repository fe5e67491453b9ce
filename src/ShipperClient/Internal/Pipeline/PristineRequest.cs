using System.Net.Http.Headers;

namespace ShipperClient.Internal.Pipeline;

/// <summary>A request as it was built. A handler of the application that adds to it must find it so at every attempt, or what it adds piles up.</summary>
internal readonly struct PristineRequest
{
    private readonly Uri? _uri;
    private readonly HttpContent? _content;
    private readonly KeyValuePair<string, HeaderStringValues>[] _headers;

    public PristineRequest(HttpRequestMessage request)
    {
        _uri = request.RequestUri;
        _content = request.Content;
        var headers = request.Headers.NonValidated;
        _headers = new KeyValuePair<string, HeaderStringValues>[headers.Count];
        var i = 0;
        foreach (var header in headers)
        {
            _headers[i++] = header;
        }
    }

    public void Restore(HttpRequestMessage request)
    {
        request.RequestUri = _uri;
        request.Content = _content;
        request.Options.Set(SigningHandler.WaitingFor, null); // a fetch that failed leaves it
        request.Headers.Clear();
        foreach (var (name, values) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, values);
        }
    }
}
