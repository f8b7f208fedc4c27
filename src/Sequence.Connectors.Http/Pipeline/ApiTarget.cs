namespace Sequence.Connectors.Http;

/// <summary>Where the requests of one client go, and under what rules.</summary>
internal sealed class ApiTarget
{
    public ApiTarget(ApiProfile profile, OAuthProfile oauth, OAuthApp app, Connection connection, ApiOptions options)
    {
        (Profile, OAuth, App, Connection) = (profile, oauth, app, connection);
        var own = app.ApiAddress ?? profile.ApiAddress(connection);
        ApiAddress = connection.ApiAddress ?? own;
        Hosts = new HostRule(profile.Name, own, profile.AllowedHosts);
        Hosts.Check(ApiAddress);
        MaxAttempts = options.MaxAttempts ?? profile.MaxAttempts;
        AttemptTimeout = options.AttemptTimeout ?? profile.AttemptTimeout;
        LongestWait = options.LongestWait ?? profile.LongestWait;
    }

    public ApiProfile Profile { get; }

    public OAuthProfile OAuth { get; }

    public OAuthApp App { get; }

    public Connection Connection { get; }

    public Uri ApiAddress { get; }

    public HostRule Hosts { get; }

    public int MaxAttempts { get; }

    public Duration AttemptTimeout { get; }

    public Duration LongestWait { get; }

    /// <summary>The address of a path below the API address.</summary>
    /// <exception cref="ArgumentException">The path leads elsewhere.</exception>
    public Uri Below(string path)
    {
        var root = ApiAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/";
        var address = new Uri(root + path.TrimStart('/'));
        return address.AbsoluteUri.StartsWith(root, StringComparison.Ordinal)
            ? address
            : throw new ArgumentException($"The path leads out of {Profile.Name}'s API address; give one that is below it.", nameof(path));
    }
}
