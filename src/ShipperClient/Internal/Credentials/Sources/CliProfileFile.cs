using System.Text.Json;

namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Finds a profile in the Alibaba Cloud CLI's <c>config.json</c>: <c>{current, profiles:[{name, mode, …}]}</c>.</summary>
internal static class CliProfileFile
{
    /// <summary>Reads the file and gets the credentials of a profile.</summary>
    /// <param name="path">The file.</param>
    /// <param name="profileName">The profile; <see langword="null"/> for the file's current one.</param>
    /// <param name="context">The environment and the services.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async Task<LogServiceCredentials> FetchAsync(string path, string? profileName, CredentialsContext context, CancellationToken cancellationToken)
    {
        var content = await BoundedReader.ReadFileAsync(path, cancellationToken).ConfigureAwait(false);
        var profile = CredentialsJson.Read(content, $"The file {path}", json => Find(json, path, profileName));
        return await profile.FetchAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private static CredentialsProfile Find(JsonElement json, string path, string? profileName)
    {
        var name = profileName ?? CredentialsJson.Text(json, "current")
            ?? throw new LogServiceAuthenticationException($"The file {path} does not say which profile is current. Specify one, or run \"aliyun configure\".");
        if (json.TryGetProperty("profiles", out var profiles) && profiles.ValueKind == JsonValueKind.Array)
        {
            foreach (var profile in profiles.EnumerateArray())
            {
                if (CredentialsJson.Text(profile, "name") == name)
                {
                    var values = profile.Clone(); // it outlives the document
                    return new CredentialsProfile(Description(path, name), ProfileKeys.Cli, key => CredentialsJson.Text(values, key));
                }
            }
        }

        throw new LogServiceAuthenticationException($"{Description(path, name)} does not exist. Correct the name, or run \"aliyun configure --profile\" for it.");
    }

    private static string Description(string path, string name) => $"The profile \"{TextSanitizer.Clean(name, 64)}\" in {path}";
}
