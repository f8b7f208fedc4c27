namespace Sequence.Connectors.Http;

/// <summary>How an app shows who it is when it asks for tokens.</summary>
public enum OAuthClientAuthentication
{
    /// <summary>Client id and secret as HTTP Basic authentication.</summary>
    Basic,

    /// <summary>Client id and secret as members of the form.</summary>
    Form,
}
