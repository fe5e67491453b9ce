using ShipperClient.Internal.Credentials.Sources;

namespace ShipperClient.Tests.Credentials;

/// <summary>Which endpoint of the STS a profile and the environment determine.</summary>
public sealed class StsEndpointTests : IDisposable
{
    private readonly TestMachine _machine = new() { Sts = null };

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("", "", "https://sts.aliyuncs.com/")]
    [InlineData("", "STS_REGION=cn-beijing", "https://sts.cn-beijing.aliyuncs.com/")]
    [InlineData("sts_region=us-west-1", "", "https://sts.us-west-1.aliyuncs.com/")]
    [InlineData("sts_region=us-west-1", "STS_REGION=cn-beijing", "https://sts.us-west-1.aliyuncs.com/")]
    [InlineData("", "STS_REGION=cn-beijing VPC_ENDPOINT_ENABLED=true", "https://sts-vpc.cn-beijing.aliyuncs.com/")]
    [InlineData("enable_vpc=true", "STS_REGION=cn-beijing", "https://sts-vpc.cn-beijing.aliyuncs.com/")]
    [InlineData("sts_region=us-west-1 enable_vpc=false", "VPC_ENDPOINT_ENABLED=false", "https://sts.us-west-1.aliyuncs.com/")]
    [InlineData("enable_vpc=true", "", "https://sts.aliyuncs.com/")]
    [InlineData("sts_endpoint=sts.example:8443", "STS_ENDPOINT=other.example", "https://sts.example:8443/")]
    [InlineData("sts_region=us-west-1 enable_vpc=true", "STS_ENDPOINT=http://sts.example/", "https://sts.example/")]
    [InlineData("sts_endpoint=https://sts.example", "", "https://sts.example/")]
    public void The_endpoint_comes_from_its_setting_then_the_region_of_the_profile_then_the_environment(string fields, string variables, string expected)
    {
        Set(variables);

        Assert.Equal(expected, StsEndpoint.Resolve(_machine.Context, Profile(fields)).AbsoluteUri);
    }

    [Theory]
    [InlineData("", "STS_REGION=cn-beijing.example", "ALIBABA_CLOUD_STS_REGION must consist of letters, digits and hyphens, such as cn-hangzhou.")]
    [InlineData("", "STS_REGION=a/b", "ALIBABA_CLOUD_STS_REGION must consist of letters, digits and hyphens, such as cn-hangzhou.")]
    [InlineData("sts_region=-@", "", "The profile p: sts_region must consist of letters, digits and hyphens, such as cn-hangzhou.")]
    [InlineData("", "STS_ENDPOINT=user@host", "ALIBABA_CLOUD_STS_ENDPOINT must be the host of the STS, such as sts.cn-hangzhou.aliyuncs.com.")]
    [InlineData("sts_endpoint=https://", "", "The profile p: sts_endpoint must be the host of the STS, such as sts.cn-hangzhou.aliyuncs.com.")]
    [InlineData("sts_endpoint=sts.example/path", "", "The profile p: sts_endpoint must be the host of the STS, such as sts.cn-hangzhou.aliyuncs.com.")]
    public void A_setting_that_would_name_another_host_is_refused_by_name(string fields, string variables, string expected)
    {
        Set(variables);

        Assert.Equal(expected, Assert.Throws<LogServiceAuthenticationException>(() => StsEndpoint.Resolve(_machine.Context, Profile(fields))).Message);
    }

    private void Set(string variables)
    {
        foreach (var (name, value) in Pairs(variables))
        {
            _machine.Variables["ALIBABA_CLOUD_" + name] = value;
        }
    }

    private static CredentialsProfile Profile(string fields) => new("p", "The profile p", ProfileKeys.Cli, Pairs(fields).GetValueOrDefault);

    private static Dictionary<string, string> Pairs(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('=', 2))
        .ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);
}
