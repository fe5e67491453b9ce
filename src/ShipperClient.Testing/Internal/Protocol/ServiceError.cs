using System.Globalization;
using System.Net;

namespace ShipperClient.Testing.Internal.Protocol;

/// <summary>
/// The errors of the real service (docs/service-api.md, "Errors"), with the texts of the public table of common error codes, and those of
/// recorded responses that are public.
/// </summary>
internal sealed record ServiceError(HttpStatusCode Status, string Code, string Message)
{
    public static ServiceError BadRequest(string code, string message) => new(HttpStatusCode.BadRequest, code, message);

    public static ServiceError ParameterInvalid(string message) => BadRequest("ParameterInvalid", message);

    public static ServiceError MissingHeader(string code, string header) => BadRequest(code, $"{header} does not exist in http header.");

    public static ServiceError PostBodyTooLarge(int limit) =>
        new(HttpStatusCode.RequestEntityTooLarge, "PostBodyTooLarge", string.Create(CultureInfo.InvariantCulture, $"The request body exceeds {limit} bytes."));

    public static ServiceError Unauthorized(string message) => new(HttpStatusCode.Unauthorized, "Unauthorized", message);

    public static ServiceError TokenExpired() => new(HttpStatusCode.Unauthorized, "SecurityTokenExpired", "The security token you provided has expired.");

    public static ServiceError SignatureNotMatch(string signature) =>
        new(HttpStatusCode.Unauthorized, "SignatureNotMatch", $"signature {signature} not matched");

    public static ServiceError ProjectNotExist(string project) => new(HttpStatusCode.NotFound, "ProjectNotExist", $"The Project does not exist : {project}");

    public static ServiceError LogStoreNotExist(string logstore) => new(HttpStatusCode.NotFound, "LogStoreNotExist", $"logstore {logstore} does not exist");

    public static ServiceError ShipperNotExist(string shipper) => new(HttpStatusCode.NotFound, "ShipperNotExist", $"shipper {shipper} does not exist");
}
