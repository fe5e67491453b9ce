using System.Text.Json;

namespace ShipperClient.Internal.Credentials;

/// <summary>Finds a profile in the Alibaba Cloud CLI's <c>config.json</c>: <c>{current, profiles:[{name, mode, …}]}</c> (specification, "Credentials", 3).</summary>
internal static class CliProfileFile
{
    /// <summary>Reads the file anew and gives the credentials of a profile.</summary>
    /// <param name="path">The file.</param>
    /// <param name="profileName">The profile; <see langword="null"/> for the one that the file calls current.</param>
    /// <param name="surroundings">Where else to look.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<LogServiceCredentials> FetchAsync(string path, string? profileName, CredentialsSurroundings surroundings, CancellationToken cancellationToken)
    {
        var content = await BoundedReader.ReadFileAsync(path, cancellationToken).ConfigureAwait(false);
        var profile = CredentialsJson.Read(content, $"The file {path}", json => Find(json, path, profileName));
        return await profile.FetchAsync(surroundings, cancellationToken).ConfigureAwait(false);
    }

    private static CredentialsProfile Find(JsonElement json, string path, string? profileName)
    {
        var name = profileName ?? CredentialsJson.Text(json, "current")
            ?? throw new LogServiceAuthenticationException($"The file {path} does not say which profile is current. Name one, or run \"aliyun configure\".");
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

        throw new LogServiceAuthenticationException($"{Description(path, name)} does not exist. Fix the name, or run \"aliyun configure --profile\" for it.");
    }

    private static string Description(string path, string name) => $"The profile \"{TextSanitizer.Clean(name, 64)}\" in {path}";
}
