using System.Text;

namespace ShipperClient.Tests.Credentials;

/// <summary>Details of the two kinds of files: quotes, comments, spellings, encodings, and modes that are not supported.</summary>
public sealed class ProfileDetailTests : IDisposable
{
    private const string KeyLines = "access_key_id=theId\naccess_key_secret=" + TestMachine.Secret + "\n";

    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    private CliProfileCredentialsProvider Cli => new(_machine.Context);

    private IniProfileCredentialsProvider Ini => new(_machine.Context);

    [Theory]
    [InlineData("[default]\ntype = \"access_key\"\naccess_key_id = \"theId\"\naccess_key_secret = '" + TestMachine.Secret + "'")]
    [InlineData("[default]\ntype = access_key\naccess_key_id = \"theId\" ; quoted\naccess_key_secret=\"" + TestMachine.Secret + "\"# quoted")]
    [InlineData("[default]#x\ntype=access_key\n" + KeyLines)]
    [InlineData("[default];x\r\ntype=access_key\r\n" + KeyLines)]
    [InlineData("[default]\ntype: access_key\naccess_key_id: theId\naccess_key_secret :" + TestMachine.Secret)]
    [InlineData("[default]\nType=access_key\nACCESS_KEY_ID=theId\nAccess_Key_Secret=" + TestMachine.Secret)]
    [InlineData("[default]\nenable=true\ntype=access_key\n" + KeyLines)]
    public async Task A_section_is_read_with_quotes_comments_colons_and_capitals(string content)
    {
        _machine.Ini(content);

        var credentials = await Ini.GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("theId", TestMachine.Secret), (credentials.AccessKeyId, credentials.AccessKeySecret));
    }

    [Theory]
    [InlineData("\"theId")]
    [InlineData("theId\"")]
    [InlineData("'theId\"")]
    public async Task A_quote_without_a_matching_one_belongs_to_the_value(string id)
    {
        _machine.Ini($"[default]\ntype=access_key\naccess_key_id={id}\naccess_key_secret={TestMachine.Secret}");

        Assert.Equal(id, await TestMachine.IdOf(Ini));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("False")]
    [InlineData("\"false\"")]
    [InlineData("0")]
    public async Task A_disabled_section_is_an_error_that_says_so(string value)
    {
        _machine.Ini($"[default]\nenable = {value}\ntype=access_key\n{KeyLines}");

        Assert.Contains("credentials.ini is disabled (enable = false).", (await TestMachine.Fails(Ini)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("access_key_id", "\\\"theId\\\"", TestMachine.Secret)]
    [InlineData("access_key_secret", "theId", "'" + TestMachine.Secret + "'")]
    public async Task A_field_of_a_CLI_profile_with_quotes_around_its_value_is_refused_by_name(string field, string id, string secret)
    {
        _machine.Cli($$"""{"name":"default","mode":"AK","access_key_id":"{{id}}","access_key_secret":"{{secret}}"}""");

        Assert.EndsWith($"config.json: {field} has quotes around it. Remove them.", (await TestMachine.Fails(Cli)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_in_UTF_16_is_an_error_that_says_so(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        _machine.Ini("");
        _machine.Cli("");
        await File.WriteAllTextAsync(Path.Combine(_machine.Home, ".alibabacloud", "credentials.ini"), $"[default]\ntype=access_key\n{KeyLines}", encoding, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_machine.Home, ".aliyun", "config.json"), "{}", new UnicodeEncoding(bigEndian, byteOrderMark: false), TestContext.Current.CancellationToken);

        Assert.Contains("credentials.ini is encoded in UTF-16. Save it in UTF-8.", (await TestMachine.Fails(Ini)).Message, StringComparison.Ordinal);
        Assert.Contains("config.json is encoded in UTF-16. Save it in UTF-8.", (await TestMachine.Fails(Cli)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RsaKeyPair", "rsa_key_pair")]
    [InlineData("BearerToken", "bearer")]
    public async Task A_mode_that_cannot_be_supported_is_named_with_the_way_out(string mode, string type)
    {
        _machine.Cli($$"""{"name":"default","mode":"{{mode}}","access_key_id":"a","bearer_token":"{{TestMachine.Token}}"}""");
        _machine.Ini($"[default]\ntype={type}\nbearer_token={TestMachine.Token}");

        Assert.Contains($"has the mode {mode}, which is not supported. Supported are AK, ", (await TestMachine.Fails(Cli)).Message, StringComparison.Ordinal);
        var message = (await TestMachine.Fails(Ini)).Message;
        Assert.Contains($"has the type {type}, which is not supported. Supported are access_key, ", message, StringComparison.Ordinal);
        Assert.EndsWith("for another, use an AccessKey pair or a RAM role instead, or a credentials provider of your own.", message, StringComparison.Ordinal);
    }
}
