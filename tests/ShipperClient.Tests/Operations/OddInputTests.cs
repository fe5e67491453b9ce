using System.Text;
using Microsoft.Extensions.Configuration;
using ShipperClient.Internal.Options;

namespace ShipperClient.Tests.Operations;

/// <summary>Input at the edges: names, endpoints, ids, configuration.</summary>
public sealed class OddInputTests
{
    [Theory]
    [InlineData("p/l/\u2028s")]
    [InlineData("p\u2029/l/s")]
    public void Refused_name_breaks_no_line_of_a_log(string text) =>
        Assert.DoesNotContain(Assert.Throws<FormatException>(() => ShipperReference.Parse(text)).Message, static c => c is '\u2028' or '\u2029');

    [Fact]
    public void Refused_text_is_not_cut_within_a_character()
    {
        var message = Assert.Throws<FormatException>(static () => ShipperReference.Parse(new string('a', 127) + "😀" + new string('a', 50))).Message;

        Assert.True(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(message)) == message, "half a surrogate pair");
    }

    [Theory]
    [InlineData("data.log.aliyuncs.com")]
    [InlineData("cn-hangzhou-vpc100.log.aliyuncs.com")]
    [InlineData("cn-shanghai-internal-prod-1.log.aliyuncs.com")]
    [InlineData("-intranet.log.aliyuncs.com")]
    [InlineData("-vpc.sls.aliyuncs.com")]
    public void A_host_that_does_not_plainly_name_a_region_has_none(string host) =>
        Assert.True(!LogServiceEndpoint.TryParse(host, out var endpoint, out _) || endpoint.Region is null, $"Region is \"{endpoint?.Region}\"");

    [Theory]
    [InlineData("localhost.")]
    [InlineData("LOCALHOST.:8080")]
    public void Localhost_with_its_dot_is_localhost(string text) => Assert.NotNull(Sample.Endpoint(text).HostHeaderFor("p"));

    [Fact]
    public void The_root_dot_of_a_host_does_not_hide_its_region() => Assert.Equal("cn-hangzhou", Sample.Endpoint("cn-hangzhou.log.aliyuncs.com.").Region);

    [Fact]
    public void Id_that_is_not_text_is_refused_and_not_sent_as_another() =>
        Assert.Throws<ArgumentException>("taskIds", static () => SampleOperations.RetryRequest(Sample.Endpoint(), Sample.Shipper, ["a\ud800"]));

    [Fact]
    public void Empty_region_in_a_configuration_is_an_absent_one()
    {
        var options = new LogServiceClientOptions { Endpoint = "e.example", Region = "cn-hangzhou" };

        OptionsBinder.Bind(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Region", (string?)""), KeyValuePair.Create("Endpoint", (string?)"")]).Build(), options);

        Assert.Equal(("e.example", "cn-hangzhou"), (options.Endpoint, options.Region));
    }
}
