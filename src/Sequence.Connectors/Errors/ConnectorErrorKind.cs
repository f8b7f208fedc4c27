namespace Sequence.Connectors;

/// <summary>Why a call failed; each has a heading in docs/errors.md.</summary>
public enum ConnectorErrorKind
{
    /// <summary>The system failed in a way that the connector does not know.</summary>
    Unknown,

    /// <summary>The grant is gone: someone must connect again.</summary>
    Unauthorized,

    /// <summary>The grant stands, but lacks a permission, a scope or the account.</summary>
    Forbidden,

    /// <summary>The record or the address does not exist, or is hidden from this connection.</summary>
    NotFound,

    /// <summary>Someone changed the record meanwhile.</summary>
    Conflict,

    /// <summary>The system refused the request's content.</summary>
    Invalid,

    /// <summary>A limit or a quota is used up; try again after <see cref="ConnectorException.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>The system is down or failed on its side.</summary>
    Unavailable,

    /// <summary>No answer came in time.</summary>
    Timeout,

    /// <summary>The system has no such operation.</summary>
    NotSupported,

    /// <summary>The answer could not be read.</summary>
    Malformed,

    /// <summary>The host's own set-up is wrong or incomplete; the message names the setting.</summary>
    Configuration,
}
