namespace Sequence.Connectors.Http;

/// <summary>What callers are told about a grant that cannot be used.</summary>
internal static class GrantErrors
{
    public static ConnectorException Gone(OAuthProfile profile) =>
        Unauthorized(profile, $"The grant for {profile.Name} is gone. Connect the account again.");

    public static ConnectorException NotHonoured(OAuthProfile profile, Grant grant) =>
        Unauthorized(
            profile,
            $"The grant for {profile.Name} cannot be used: {grant.StateReason ?? "it was ended."} Connect the account again."
        );

    private static ConnectorException Unauthorized(OAuthProfile profile, string message) =>
        new(ConnectorErrorKind.Unauthorized, message) { Connector = profile.ConnectorId };
}
