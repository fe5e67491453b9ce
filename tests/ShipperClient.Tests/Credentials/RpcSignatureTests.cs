using ShipperClient.Internal.Credentials.Sources;

namespace ShipperClient.Tests.Credentials;

public sealed class RpcSignatureTests
{
    /// <summary>The example of Alibaba Cloud's own documents ("RPC-style API requests", signature version 1.0).</summary>
    [Fact]
    public void The_signature_matches_the_documented_example()
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Timestamp"] = "2016-02-23T12:46:24Z",
            ["Format"] = "XML",
            ["Action"] = "DescribeRegions",
            ["SignatureNonce"] = "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
            ["Version"] = "2014-05-26",
        };

        RpcSignature.Sign(parameters, HttpMethod.Get, new LogServiceCredentials("testid", "testsecret"));

        Assert.Equal("OLeaidS1JvxuMvnyHOwuJ+uX5qY=", parameters["Signature"]);
    }
}
