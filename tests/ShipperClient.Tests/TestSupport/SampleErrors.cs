using System.Net;
using System.Text;
using ShipperClient.Internal;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Tests.TestSupport;

/// <summary>Errors as the response of a call becomes one.</summary>
internal static class SampleErrors
{
    public static SecretRedactor NoSecrets { get; } = new([]);

    public static ErrorResponse Read(string body) => Read(Encoding.UTF8.GetBytes(body));

    public static ErrorResponse Read(ReadOnlySpan<byte> body) => ErrorResponse.Read(body, NoSecrets);

    public static ErrorKind Classify(int status, ErrorResponse error) => ErrorClassifier.Classify((HttpStatusCode)status, error.Code, error.Message);

    public static LogServiceException Create(int status, ErrorResponse error, string? requestId = null, TimeSpan? retryAfter = null) =>
        LogServiceExceptionFactory.Create(Classify(status, error), (HttpStatusCode)status, error, requestId, retryAfter, "log:GetShipperStatus");
}
