namespace Sequence.Connectors.AspNetCore;

/// <summary>A refusal in the words of RFC 9457, with the stable code that hosts translate by.</summary>
internal sealed record ApiProblem
{
    /// <summary>A page about the code; <c>about:blank</c> when there is none.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>What the status means.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>One sentence that names the thing, the rule and the fix.</summary>
    public string? Detail { get; init; }

    /// <summary>The stable code, such as <c>link.already_linked</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Where it can be mended.</summary>
    public Uri? Link { get; init; }
}
