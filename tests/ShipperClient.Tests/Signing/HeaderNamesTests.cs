using ShipperClient.Internal;

namespace ShipperClient.Tests.Signing;

/// <summary>Which headers are the service's own, the signer's own, and secret; names in any case.</summary>
public sealed class HeaderNamesTests
{
    [Theory]
    [InlineData("x-log-apiversion", true, true, false)]
    [InlineData("X-LOG-Anything", true, false, false)]
    [InlineData("x-acs-anything", true, false, false)]
    [InlineData("X-Acs-Security-Token", true, true, true)]
    [InlineData("authorization", false, true, true)]
    [InlineData("Content-MD5", false, true, false)]
    [InlineData("Date", false, true, false)]
    [InlineData("Host", false, false, false)]
    [InlineData("x-logger", false, false, false)]
    public void Header_is_recognized_by_its_name(string name, bool isSigned, bool isStamped, bool isSecret) => Assert.Equal(
        (isSigned, isStamped, isSecret), (LogServiceHeaders.IsSigned(name), LogServiceHeaders.IsStamped(name), LogServiceHeaders.IsSecret(name)));
}
