using System.Globalization;
using ShipperClient.Internal.Credentials;

namespace ShipperClient.Interop.Tests;

/// <summary>
/// The official Node.js credentials library reads the same files and variables beside this one, and finds the same key. Where it does not, the row says what it finds
/// and why this library does otherwise.
/// </summary>
public sealed class OfficialCredentialsTests(NodeFixture node) : IDisposable
{
    private const string Key = "\"access_key_id\":\"cli\",\"access_key_secret\":\"s\"";
    private const string IniKey = "access_key_id=ini\naccess_key_secret=s\n";
    private const string NextSource = "uri"; // found after a source that fails
    private const string Error = "error";

    private readonly string _home = Directory.CreateTempSubdirectory("shipper-interop-").FullName;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    /// <summary>The key that both find: files and variables, and its id.</summary>
    public static TheoryData<string, string, string, string> Same { get; } = new()
    {
        // The environment: variables are separated by blanks.
        { "ACCESS_KEY_ID=env ACCESS_KEY_SECRET=s", "", "", "env" },
        { "ACCESS_KEY_ID=env ACCESS_KEY_SECRET=s SECURITY_TOKEN=t", "", "", "env" },
        { "ROLE_ARN=arn OIDC_PROVIDER_ARN=p OIDC_TOKEN_FILE=~/token", "", "", "AssumeRoleWithOIDC:arn::::" },
        { "CREDENTIALS_URI=~uri ECS_METADATA_DISABLED=true", "", "", "uri" },
        { "", "", "", "ecs:attached" },
        { "ECS_METADATA=named", "", "", "ecs:named" },

        // The CLI's file: its profiles.
        { "", $$"""{"name":"default","mode":"AK",{{Key}}}""", "", "cli" },
        { "", $$"""{"name":"default","mode":"StsToken","sts_token":"t",{{Key}}}""", "", "cli" },
        { "PROFILE=b", $$"""{"name":"default","mode":"AK",{{Key}}},{"name":"b","mode":"AK","access_key_id":"B","access_key_secret":"s"}""", "", "B" },
        { "", $$"""{"name":"default","mode":"RamRoleArn","ram_role_arn":"arn","ram_session_name":"n","expired_seconds":1200,{{Key}}}""", "", "AssumeRole:arn:::1200:cli" },
        { "", """{"name":"default","mode":"EcsRamRole","ram_role_name":"r"}""", "", "ecs:r" },
        { "", """{"name":"default","mode":"EcsRamRole"}""", "", "ecs:attached" },
        {
            "", $$"""{"name":"default","mode":"ChainableRamRoleArn","source_profile":"s","ram_role_arn":"outer","ram_session_name":"n","expired_seconds":1200},{"name":"s","mode":"AK",{{Key}}}""", "",
            "AssumeRole:outer:::1200:cli"
        },
        { "", """{"name":"default","mode":"External","process_command":"/bin/sh ~/program 'a b'"}""", "", "external:a_b" },
        { "CLI_PROFILE_DISABLED=true", $$"""{"name":"default","mode":"AK",{{Key}}}""", $"[default]\ntype=access_key\n{IniKey}", "ini" },

        // The credentials file.
        { "", "", $"[default]\ntype=access_key\n{IniKey}", "ini" },
        { "", "", "[default]\ntype = \"access_key\"\naccess_key_id = \"ini\"\naccess_key_secret = 's'", "ini" },
        { "", "", $"# comment\n[default]\ntype=access_key ; comment\n{IniKey}", "ini" },
        { "PROFILE=b", "", "[default]\ntype=access_key\naccess_key_id=wrong\naccess_key_secret=s\n[b]\ntype=access_key\naccess_key_id=B\naccess_key_secret=s", "B" },
        { "CREDENTIALS_FILE=~/mine", "", "", "mine" },
        { "", "", "[default]\ntype=ecs_ram_role\nrole_name=r", "ecs:r" },

        // Files that configure nothing.
        { "", " ", $"[default]\ntype=access_key\n{IniKey}", "ini" },
        { "", """{"name":"default","mode":"AK","region_id":"cn-hangzhou"}""", $"[default]\ntype=access_key\n{IniKey}", "ini" },
        { "PROFILE=staging", $$"""{"name":"default","mode":"AK",{{Key}}}""", $"[staging]\ntype=access_key\n{IniKey}", "ini" },
    };

    /// <summary>The keys that the two find instead of one, and the reason.</summary>
    public static TheoryData<string, string, string, string, string, string> Different { get; } = new()
    {
        {
            "", $$"""{"name":"default","mode":"RamRoleArn","ram_role_arn":"arn","ram_session_name":"n","policy":"{}","external_id":"x","expired_seconds":1200,{{Key}}}""", "",
            "AssumeRole:arn:{}:x:1200:cli", "AssumeRole:arn:::1200:cli", "Without the policy, the session has wider rights than the file says."
        },
        {
            "", "", $"[default]\ntype=ram_role_arn\nrole_arn=arn\nrole_session_name=n\npolicy={{}}\nexternal_id=x\nexpired_seconds=1200\n{IniKey}",
            "AssumeRole:arn:{}:x:1200:ini", "AssumeRole:arn:{}:::ini", "The file says an external id and a duration."
        },
        {
            "OIDC_PROVIDER_ARN=p OIDC_TOKEN_FILE=~/token CREDENTIALS_URI=~uri ECS_METADATA_DISABLED=true", "", "",
            Error, NextSource, "Two of the three variables of RRSA are a mistake, and the next source has other rights."
        },
        {
            "CREDENTIALS_URI=~uri ECS_METADATA_DISABLED=true", """{"name":"default","mode":"AK","access_key_id":"cli"}""", "",
            Error, NextSource, "Half a key is a mistake, and the next source has other rights."
        },
        {
            "PROFILE=staging CREDENTIALS_URI=~uri ECS_METADATA_DISABLED=true", $$"""{"name":"default","mode":"AK",{{Key}}}""", $"[default]\ntype=access_key\n{IniKey}",
            Error, NextSource, "A profile that is named and does not exist is a mistake."
        },
        {
            "ECS_METADATA_DISABLED=true CREDENTIALS_URI=~uri", """{"name":"default","mode":"EcsRamRole","ram_role_name":"r"}""", "",
            Error, NextSource, "The profile contradicts the variable; another source has other rights."
        },
        {
            "", $$"""{"name":"default","mode":"StsToken","sts_token":"t","sts_expiration":1,{{Key}}}""", "",
            Error, "cli", "The file says that the key has expired; the error of the service would not name the file."
        },
        { "", $$"""{"name":"default","mode":"CloudSSO","sts_token":"t",{{Key}}}""", "", "cli", "ecs:attached", "The key of the last sign-in is in the file. Only the CLI may renew it." },
        { "", $$"""{"name":"default","mode":"OAuth","sts_token":"t",{{Key}}}""", "", "cli", "ecs:attached", "The key of the last sign-in is in the file. Only the CLI may renew it." },
        { "CREDENTIALS_URI=~uri", """{"name":"default","mode":"CredentialsURI"}""", "", "uri", "ecs:attached", "The CLI has the mode CredentialsURI." },
        { "", "", $"[default]\ntype=sts\nsecurity_token=t\n{IniKey}", "ini", "ecs:attached", "A section can hold a temporary key." },
        {
            "", "", "[default]\ntype=oidc_role_arn\nrole_arn=arn\noidc_provider_arn=p\noidc_token_file_path=~/token",
            "AssumeRoleWithOIDC:arn::::", "ecs:attached", "The Java and Python libraries have the type oidc_role_arn."
        },
        { "", "", $"[default] # comment\ntype=access_key\n{IniKey}", "ini", "ecs:attached", "People write a comment after a title." },
        { "", "", $"[default]\nTYPE=access_key\n{IniKey}", "ini", "ecs:attached", "People write keys in capitals." },
        { "", "", $"[default]\nenable=false\ntype=access_key\n{IniKey}", Error, "ini", "A section that is disabled is not used." },
        {
            "ACCESS_KEY_ID=\"env\" ACCESS_KEY_SECRET=s", "", "",
            Error, "\"env\"", "The quotes are a part of the value, and the service would only say that there is no such key."
        },
        {
            "DISABLE_EXTERNAL_PROCESS=true", """{"name":"default","mode":"External","process_command":"/bin/sh ~/program x"}""", "",
            Error, "external:x", "The variable disables programs."
        },
        {
            "CREDENTIALS_URI=~uri ECS_METADATA_DISABLED=true", """{"name":"default","mode":"ChainableRamRoleArn","source_profile":"default","ram_role_arn":"a"}""", "",
            Error, NextSource, "A cycle is a mistake that the error shows."
        },
    };

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [MemberData(nameof(Same))]
    public async Task Both_libraries_find_the_same_key(string variables, string profiles, string ini, string expected)
    {
        await using var services = await CredentialsServices.StartAsync(refusesToken: false);
        Write(services, variables, profiles, ini);

        Assert.Equal((expected, expected), (await OursAsync(services), await TheirsAsync(services)));
    }

    [Theory]
    [MemberData(nameof(Different))]
    public async Task The_libraries_differ_for_a_reason(string variables, string profiles, string ini, string ours, string theirs, string reason)
    {
        await using var services = await CredentialsServices.StartAsync(refusesToken: false);
        Write(services, variables, profiles, ini);

        Assert.Equal((ours, theirs), (await OursAsync(services), await TheirsAsync(services)));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public async Task Both_libraries_fall_back_to_version_1_of_the_metadata_service()
    {
        await using var services = await CredentialsServices.StartAsync(refusesToken: true);

        Assert.Equal(("ecs:attached", "ecs:attached"), (await OursAsync(services), await TheirsAsync(services)));
    }

    private async Task<string> OursAsync(CredentialsServices services)
    {
        var context = new CredentialsContext(_variables.GetValueOrDefault, _home, TimeProvider.System) { MetadataAddress = services.Address, StsAddress = services.Address };
        try
        {
            return (await new DefaultCredentialsProvider(context).GetCredentialsAsync(TestContext.Current.CancellationToken)).AccessKeyId;
        }
        catch (LogServiceAuthenticationException)
        {
            return Error;
        }
    }

    private async Task<string> TheirsAsync(CredentialsServices services)
    {
        var result = await node.RunAsync("credentials.js", new { service = services.Address.ToString().TrimEnd('/') }, new Dictionary<string, string>(_variables, StringComparer.Ordinal) { ["HOME"] = _home });
        return result.TryGetProperty("id", out var id) ? id.GetString()! : Error;
    }

    // ~ is the home folder, ~uri the address of the credentials URI.
    private void Write(CredentialsServices services, string variables, string profiles, string ini)
    {
        string Expand(string text) => text.Replace("~uri", $"{services.Address}uri", StringComparison.Ordinal).Replace("~", _home, StringComparison.Ordinal);

        foreach (var pair in variables.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            _variables["ALIBABA_CLOUD_" + pair[..pair.IndexOf('=', StringComparison.Ordinal)]] = Expand(pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        }

        File.WriteAllText(Path.Combine(_home, "token"), "oidc-token");
        File.WriteAllText(Path.Combine(_home, "mine"), "[default]\ntype=access_key\naccess_key_id=mine\naccess_key_secret=s");
        File.WriteAllText(
            Path.Combine(_home, "program"),
            string.Create(CultureInfo.InvariantCulture, $$"""echo '{"mode":"StsToken","access_key_id":"external:'$(echo "$1" | tr ' ' _)'","access_key_secret":"s","sts_token":"t"}'"""));
        WriteFile(".aliyun", "config.json", profiles.Length == 0 ? "" : $$"""{"current":"default","profiles":[{{Expand(profiles)}}],"meta_path":""}""");
        WriteFile(".alibabacloud", "credentials", Expand(ini)); // the official library reads no credentials.ini
    }

    private void WriteFile(string folder, string name, string content)
    {
        if (content.Length > 0)
        {
            Directory.CreateDirectory(Path.Combine(_home, folder));
            File.WriteAllText(Path.Combine(_home, folder, name), content);
        }
    }
}
