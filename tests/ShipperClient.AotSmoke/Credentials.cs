namespace ShipperClient.AotSmoke;

/// <summary>The chain of <see cref="DefaultCredentialsProvider"/>: in each step one place alone is configured, so what the service accepts came from there.</summary>
internal static class Credentials
{
    private static readonly string[] Variables =
        ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_CREDENTIALS_URI"];

    public static Task FromEnvironmentAsync() =>
        CallAsync([("ALIBABA_CLOUD_ACCESS_KEY_ID", Given.AccessKeyId), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", Given.AccessKeySecret)]);

    public static Task FromCliProfileAsync() => CallAsync([], (".aliyun/config.json", $$"""
        {"current":"smoke","profiles":[{"name":"smoke","mode":"AK","access_key_id":"{{Given.AccessKeyId}}","access_key_secret":"{{Given.AccessKeySecret}}"}]}
        """));

    public static Task FromCredentialsFileAsync() => CallAsync([], (".alibabacloud/credentials.ini", $"""
        [default]
        type = access_key
        access_key_id = {Given.AccessKeyId}
        access_key_secret = {Given.AccessKeySecret}
        """));

    public static Task FromUriAsync() => CallAsync([("ALIBABA_CLOUD_CREDENTIALS_URI", Given.CredentialsUri)]);

    public static Task FromNowhereAsync() => Check.ThrowsAsync<LogServiceAuthenticationException>(() => CallAsync([]));

    private static async Task CallAsync((string Name, string Value)[] environment, params (string Path, string Content)[] files)
    {
        var home = Directory.CreateTempSubdirectory("shipper-aot-smoke-");
        try
        {
            Environment.SetEnvironmentVariable("HOME", home.FullName);
            Environment.SetEnvironmentVariable("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true");
            foreach (var variable in Variables)
            {
                Environment.SetEnvironmentVariable(variable, environment.FirstOrDefault(set => set.Name == variable).Value);
            }

            foreach (var (path, content) in files)
            {
                var file = Path.Combine(home.FullName, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllTextAsync(file, content);
            }

            using var client = Given.CreateClient(new DefaultCredentialsProvider());
            Check.Equal(0, (await Given.ListFailedAsync(client)).Total);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }
}
