using ShipperClient.Internal.Options;

namespace ShipperClient.Tests.Options;

public sealed class LogServiceEndpointTests
{
    [Theory]
    [InlineData("cn-hangzhou.log.aliyuncs.com", "https://p.cn-hangzhou.log.aliyuncs.com/x")]
    [InlineData("https://cn-hangzhou.log.aliyuncs.com/", "https://p.cn-hangzhou.log.aliyuncs.com/x")]
    [InlineData("HTTPS://CN-Hangzhou.Log.Aliyuncs.com", "https://p.cn-hangzhou.log.aliyuncs.com/x")]
    [InlineData("http://cn-hangzhou.log.aliyuncs.com:8080", "http://p.cn-hangzhou.log.aliyuncs.com:8080/x")]
    [InlineData("http://sls.internal_net.example", "http://p.sls.internal_net.example/x")]
    [InlineData("10.0.0.1:65535", "https://10.0.0.1:65535/x")]
    [InlineData("localhost", "https://localhost/x")]
    [InlineData("localhost.example", "https://p.localhost.example/x")]
    [InlineData(" cn-hangzhou.log.aliyuncs.com\r\n", "https://p.cn-hangzhou.log.aliyuncs.com/x")]
    [InlineData("\n\thttp://cn-hangzhou.log.aliyuncs.com/ ", "http://p.cn-hangzhou.log.aliyuncs.com/x")]
    [InlineData("\ufeffcn-hangzhou.log.aliyuncs.com\u200b\u00a0", "https://p.cn-hangzhou.log.aliyuncs.com/x")]
    [InlineData("http://sls-emulator:8080", "http://p.sls-emulator:8080/x")]
    [InlineData("sls-emulator", "https://p.sls-emulator/x")]
    [InlineData("cn-hangzhou:8080", "https://p.cn-hangzhou:8080/x")]
    [InlineData("data.log.example", "https://p.data.log.example/x")]
    public void Host_is_accepted_with_or_without_scheme_and_port(string text, string address) =>
        Assert.Equal(address, Sample.Endpoint(text).AddressOf("p") + "/x");

    [Theory]
    [InlineData("cn-hangzhou.log.aliyuncs.com", "cn-hangzhou")]
    [InlineData("cn-hangzhou-intranet.log.aliyuncs.com", "cn-hangzhou")]
    [InlineData("cn-hangzhou-share.log.aliyuncs.com", "cn-hangzhou")]
    [InlineData("cn-hangzhou-vpc.log.aliyuncs.com", "cn-hangzhou")]
    [InlineData("cn-hangzhou-internal.log.aliyuncs.com", "cn-hangzhou")]
    [InlineData("http://ap-southeast-1.sls.aliyuncs.com:80", "ap-southeast-1")]
    [InlineData("ap-southeast-1-intranet.sls.aliyuncs.com", "ap-southeast-1")]
    [InlineData("cn-hangzhou-acdr-ut-1-intranet.log.aliyuncs.com", "cn-hangzhou-acdr-ut-1")]
    [InlineData("US-WEST-1.LOG.ALIYUNCS.COM", "us-west-1")]
    [InlineData("log-global.aliyuncs.com", null)]
    [InlineData("cn-hangzhou.log.aliyuncs.com.example", null)]
    [InlineData("cn-hangzhou.oss.aliyuncs.com", null)]
    [InlineData("log.aliyuncs.com", null)]
    [InlineData("cn.log.aliyuncs.com", null)]
    [InlineData("hangzhou-1.log.aliyuncs.com", null)]
    [InlineData("cn--1.log.aliyuncs.com", null)]
    [InlineData("cn-hang_zhou.log.aliyuncs.com", null)]
    [InlineData("cn-hangzhou-intranet-share.log.aliyuncs.com", null)]
    [InlineData("cn-hangzhou-share-internal.log.aliyuncs.com", null)]
    [InlineData("cn-hangzhou-internal-intranet.log.aliyuncs.com", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("localhost", null)]
    public void Region_is_read_from_every_form_of_host(string text, string? region)
    {
        foreach (var culture in CultureScope.Names)
        {
            using var scope = new CultureScope(culture);
            Assert.Equal(region, Sample.Endpoint(text).Region);
        }
    }

    [Theory]
    [InlineData(null, "Endpoint is missing.")]
    [InlineData("", "Endpoint is missing.")]
    [InlineData(" \t", "Endpoint is missing.")]
    [InlineData("ftp://a.example", "has a scheme other than http and https.")]
    [InlineData("://a.example", "has a scheme other than http and https.")]
    [InlineData("https://a.example/x", "has user info, a path, a query or a fragment.")]
    [InlineData("a.example//", "has user info, a path, a query or a fragment.")]
    [InlineData("a.example?x=1", "has user info, a path, a query or a fragment.")]
    [InlineData("a.example#x", "has user info, a path, a query or a fragment.")]
    [InlineData("a.example\\x", "has user info, a path, a query or a fragment.")]
    [InlineData("@a.example", "has user info, a path, a query or a fragment.")]
    [InlineData("user@a.example", "has user info, a path, a query or a fragment.")]
    [InlineData("https://http://a.example", "has user info, a path, a query or a fragment.")]
    [InlineData("http://[::1]:80", "is an IPv6 address, before which no project can stand")]
    [InlineData("https://", "is not a host.")]
    [InlineData("/", "is not a host.")]
    [InlineData("\u200b \r\n", "Endpoint is missing.")]
    [InlineData("a\r\n.example", "is not a host: it contains a line break.")]
    [InlineData("a.exam\u200bple", "is not a host: it contains an invisible character (U+200B).")]
    [InlineData("a b.example", "is not a host.")]
    [InlineData("a%2eexample", "is not a host.")]
    [InlineData("bücher.example", "is not a host.")]
    [InlineData("a.example:0", "is not a host.")]
    [InlineData("a.example:65536", "is not a host.")]
    [InlineData("a.example:80:80", "is not a host.")]
    [InlineData(":8080", "is not a host.")]
    [InlineData(".log.aliyuncs.com", "is not a host.")]
    [InlineData("cn-hangzhou..log.aliyuncs.com", "is not a host.")]
    [InlineData("-intranet.log.aliyuncs.com", "is not a host.")]
    public void Endpoint_that_is_not_a_host_is_refused_with_what_to_give(string? text, string why)
    {
        Assert.False(LogServiceEndpoint.TryParse(text, out var endpoint, out var problem));

        Assert.Null(endpoint);
        Assert.Contains(why, problem, StringComparison.Ordinal);
        Assert.Matches("Give (the endpoint of a region, such as cn-hangzhou.log.aliyuncs.com|a host name)", problem);
    }

    [Theory]
    [InlineData("orchid-proj.cn-hangzhou.log.aliyuncs.com", "orchid-proj", "cn-hangzhou.log.aliyuncs.com")]
    [InlineData("https://Orchid-Proj.cn-hangzhou-intranet.log.aliyuncs.com/", "orchid-proj", "cn-hangzhou-intranet.log.aliyuncs.com")]
    [InlineData("http://a.b.ap-southeast-1.sls.aliyuncs.com:80", "a.b", "ap-southeast-1.sls.aliyuncs.com")]
    [InlineData("orchid-proj.log-global.aliyuncs.com", "orchid-proj", "log-global.aliyuncs.com")]
    public void Project_in_an_endpoint_is_to_be_left_out(string text, string project, string endpoint)
    {
        Assert.False(LogServiceEndpoint.TryParse(text, out _, out var problem));

        Assert.EndsWith($" contains a project: leave the project out (\"{project}\"), and give {endpoint}. Each call names its project.", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cn-hangzhou", "cn-hangzhou.log.aliyuncs.com")]
    [InlineData(" US-West-1\n", "us-west-1.log.aliyuncs.com")]
    [InlineData("https://cn-shanghai-intranet/", "cn-shanghai-intranet.log.aliyuncs.com")]
    [InlineData("http://eu-central-1", "eu-central-1.log.aliyuncs.com")]
    public void Bare_region_suggests_the_endpoint_of_the_region(string text, string endpoint)
    {
        Assert.False(LogServiceEndpoint.TryParse(text, out _, out var problem));

        Assert.EndsWith($" is only a region. Give its endpoint: {endpoint}.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Host_of_120_characters_is_accepted_and_none_longer()
    {
        var label = new string('a', 59);
        Assert.NotNull(Sample.Endpoint($"{label}.{label}a"));

        Assert.False(LogServiceEndpoint.TryParse($"{label}.{label}aa", out _, out var problem));
        Assert.Contains("has a host of 121 characters; at most 120 can be used.", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://user:s3cret@cn-hangzhou.log.aliyuncs.com")]
    [InlineData("user:s3cret@cn-hangzhou.log.aliyuncs.com/path")]
    [InlineData("https://user:a@b/s3cret@cn-hangzhou.log.aliyuncs.com")]
    [InlineData("ftp://user:s3cret@cn-hangzhou.log.aliyuncs.com")]
    [InlineData("https://user:s3cret@[::1]")]
    [InlineData("@cn-hangzhou.log.aliyuncs.com")]
    public void Password_of_an_endpoint_is_not_in_the_message(string text)
    {
        Assert.False(LogServiceEndpoint.TryParse(text, out _, out var problem));

        Assert.DoesNotContain("s3cret", problem, StringComparison.Ordinal);
        Assert.Contains("\"***@", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_has_no_control_character_and_no_endless_text()
    {
        Assert.False(LogServiceEndpoint.TryParse("a\r\nb\u0000\u2028" + new string('x', 5000), out _, out var problem));

        Assert.DoesNotContain(problem, static c => char.IsControl(c) || c == '\u2028');
        Assert.True(problem.Length < 500, problem);
    }
}
