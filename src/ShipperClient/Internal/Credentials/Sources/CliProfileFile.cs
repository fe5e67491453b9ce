using System.Text.Json;

namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>The Alibaba Cloud CLI's <c>config.json</c>: <c>{current, profiles:[{name, mode, …}]}</c>.</summary>
internal sealed class CliProfileFile
{
    private readonly string _path;
    private readonly string? _current;
    private readonly List<CredentialsProfile> _profiles = [];

    private CliProfileFile(string path, JsonElement json)
    {
        _path = path;
        _current = CredentialsJson.Text(json, "current");
        if (json.TryGetProperty("profiles", out var profiles) && profiles.ValueKind == JsonValueKind.Array)
        {
            foreach (var profile in profiles.EnumerateArray())
            {
                if (CredentialsJson.Text(profile, "name") is { } name)
                {
                    var values = profile.Clone(); // it outlives the document
                    _profiles.Add(new CredentialsProfile(name, Description(name), ProfileKeys.Cli, key => CredentialsJson.Text(values, key)));
                }
            }
        }
    }

    /// <summary>Reads the file and gets the credentials of a profile.</summary>
    /// <param name="path">The file.</param>
    /// <param name="profileName">The profile; <see langword="null"/> for the file's current one.</param>
    /// <param name="context">The environment and the services.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async Task<LogServiceCredentials> FetchAsync(string path, string? profileName, CredentialsContext context, CancellationToken cancellationToken)
    {
        var content = await BoundedReader.ReadFileAsync(path, cancellationToken).ConfigureAwait(false);
        var file = CredentialsJson.Read(content, $"The file {path}", json => new CliProfileFile(path, json));
        return await new ProfileFetcher(context, file.Find).FetchAsync(file.Select(profileName), cancellationToken).ConfigureAwait(false);
    }

    private CredentialsProfile Select(string? profileName)
    {
        // What the CLI leaves after its last profile was deleted, or writes for a region alone, configures nothing.
        if (!_profiles.Exists(static profile => profile.HasCredentials))
        {
            throw new LogServiceAuthenticationException($"The file {_path} has no profile with credentials. Run \"aliyun configure\".") { IsSourceUnavailable = true };
        }

        var name = profileName ?? _current
            ?? throw new LogServiceAuthenticationException($"The file {_path} does not say which profile is current. Specify one, or run \"aliyun configure\".");
        return Find(name) ?? throw new LogServiceAuthenticationException($"{Description(name)} does not exist. Correct the name, or run \"aliyun configure --profile\" for it.")
        {
            IsSourceUnavailable = profileName is not null, // a profile that is named may be in the other file
        };
    }

    private CredentialsProfile? Find(string name) => _profiles.Find(profile => profile.Name == name);

    private string Description(string name) => $"The profile \"{TextSanitizer.Clean(name, 64)}\" in {_path}";
}
