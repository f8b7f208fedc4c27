namespace Sequence.Connectors;

/// <summary>One reason why a record, a setting or a connection cannot be used, for the person who must mend it.</summary>
public sealed record Problem
{
    /// <summary>A stable, documented code such as <c>address.city.missing</c>; hosts translate by it.</summary>
    public required string Code { get; init; }

    /// <summary>Where in the record the problem lies, such as <c>BillingAddress.City</c>; empty for the record as a whole.</summary>
    public required string Path { get; init; }

    /// <summary>One sentence that names the thing and the rule, in English.</summary>
    public required string Message { get; init; }

    /// <summary>What to do, in one sentence; null when the message says it.</summary>
    public string? Fix { get; init; }

    /// <summary>Where the record can be mended, in the system that holds it; null when it has no page.</summary>
    public Uri? Link { get; init; }

    /// <summary>The code, the path and the message in one line.</summary>
    public override string ToString() => Path.Length == 0 ? $"{Code}: {Message}" : $"{Code} at {Path}: {Message}";
}
