using System.Net;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ShipperClient.Internal;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Operations;
using ShipperClient.Internal.Options;
using ShipperClient.Internal.Responses;
using ShipperClient.Internal.Signing;
using ShipperClient.Internal.Signing.Buffers;

namespace ShipperClient.Benchmarks;

/// <summary>The parts of a call, one by one, with what they allocate.</summary>
[MemoryDiagnoser]
public class Parts : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private static readonly LogServiceCredentials Key = new("bench-access-key-id", "bench-secret-of-thirty-letters");

    private readonly LogServiceEndpoint _endpoint = LogServiceEndpoint.TryParse("cn-hangzhou.log.aliyuncs.com", out var endpoint, out var problem)
        ? endpoint
        : throw new InvalidOperationException(problem);

    private readonly ShipperReference _shipper = new("my-project", "nginx-access", "to-oss");
    private readonly string[] _ids = [.. Enumerable.Range(0, LogServiceClient.MaxTaskIdsPerRetry).Select(static number => $"{number:x32}")];
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(Key.AccessKeySecret);
    private readonly byte[] _toSign;
    private readonly byte[] _hash = new byte[HMACSHA1.HashSizeInBytes];
    private readonly byte[] _page1 = Replies.Page(1);
    private readonly byte[] _page100 = Replies.Page(100);
    private readonly byte[] _page500 = Replies.Page(500);
    private readonly byte[] _error = """{"errorCode":"ShipperNotExist","errorMessage":"shipper to-oss does not exist"}"""u8.ToArray();
    private readonly KeyedHmac<string> _hmacV1 = SignatureV1.CreateHmac();
    private readonly KeyedHmac<SignatureV4.KeyScope> _hmacV4 = SignatureV4.CreateHmac();
    private readonly Telemetry _telemetry = new();
    private readonly SecretRedactor _redactor = new([]);
    private readonly GetShipperStatus _operation;
    private readonly HttpRequestMessage _v1;
    private readonly HttpRequestMessage _v4;

    public Parts()
    {
        _operation = NewGet();
        _v1 = Signed(SignatureVersion.V1);
        _toSign = StringToSign(_v1);
        _v4 = Signed(SignatureVersion.V4);
    }

    [Benchmark(Description = "HMAC-SHA1 of that GET")]
#pragma warning disable CA5350 // The service defines it so.
    public int Hmac() => HMACSHA1.HashData(_secret, _toSign, _hash);
#pragma warning restore CA5350

    [Benchmark(Description = "Authorization of a GET, v1")]
    public string SignV1()
    {
        using var signable = CanonicalRequest.From(_v1);
        return SignatureV1.Authorization(signable, Key.AccessKeyId, Key.AccessKeySecret, _hmacV1);
    }

    [Benchmark(Description = "Authorization of a GET, v4")]
    public string SignV4()
    {
        using var signable = CanonicalRequest.From(_v4);
        return SignatureV4.Authorization(signable, Key.AccessKeyId, Key.AccessKeySecret, "cn-hangzhou", _hmacV4);
    }

    [Benchmark(Description = "Build a GET")]
    public HttpRequestMessage Get() => RequestOf(NewGet());

    [Benchmark(Description = "Build a PUT of 10 ids")]
    public HttpRequestMessage Put() => RequestOf(new RetryShipperTasks(_shipper, _ids));

    [Benchmark(Description = "Parse 1 task")]
    public ShipperStatusPage Parse1() => _operation.Read(_page1, null);

    [Benchmark(Description = "Parse 100 tasks")]
    public ShipperStatusPage Parse100() => _operation.Read(_page100, null);

    [Benchmark(Description = "Parse 500 tasks")]
    public ShipperStatusPage Parse500() => _operation.Read(_page500, null);

    [Benchmark(Description = "Span and duration, nobody listening")]
    public void Unobserved()
    {
        using var operation = _telemetry.Start(_operation, _v1.RequestUri!, TimeProvider.System);
        operation.Succeeded(HttpStatusCode.OK, null);
    }

    [Benchmark(Description = "Map an error")]
    public LogServiceException MapError()
    {
        var error = ErrorResponse.Read(_error, _redactor);
        return LogServiceExceptionFactory.Create(
            ErrorClassifier.Classify(HttpStatusCode.NotFound, error.Code, error.Message), HttpStatusCode.NotFound, error, "5B0D2F9C6A1E4F7D8C3B2A19", retryAfter: null, "log:GetShipperStatus");
    }

    private GetShipperStatus NewGet() => new(new ShipperStatusQuery(_shipper, Now.AddHours(-6), Now) { Size = 500 }, TimeSpan.FromHours(24), Now);

    private HttpRequestMessage RequestOf(Operation operation)
    {
        var request = new HttpRequestMessage();
        operation.Write(request, _endpoint, DateTimeOffset.UnixEpoch);
        return request;
    }

    private HttpRequestMessage Signed(SignatureVersion version)
    {
        using var signer = new RequestSigner(version, "cn-hangzhou");
        var request = Get();
        signer.Sign(request, [], Key, Now);
        return request;
    }

    private static byte[] StringToSign(HttpRequestMessage request)
    {
        using var signable = CanonicalRequest.From(request);
        var output = new Utf8Builder(stackalloc byte[Utf8Builder.UsualLength]);
        SignatureV1.WriteStringToSign(ref output, signable);
        return output.Written.ToArray();
    }

    public static int Run()
    {
        // In this process: a project that is generated and restored for it would have to find what this one was built with.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        return BenchmarkRunner.Run<Parts>(DefaultConfig.Instance.AddJob(job)).HasCriticalValidationErrors ? 1 : 0;
    }

    public void Dispose()
    {
        _v1.Dispose();
        _v4.Dispose();
        _hmacV1.Dispose();
        _hmacV4.Dispose();
        _telemetry.Dispose();
        GC.SuppressFinalize(this);
    }
}
