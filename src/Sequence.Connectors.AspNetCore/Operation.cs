using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Sequence.Connectors.AspNetCore;

/// <summary>One operation of the API: what answers and how it is described come from the same line.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Pattern">The path behind the prefix; <c>{connection}</c> in it is looked up, and is the caller's tenant's.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Answer">What it answers; null for nothing.</param>
/// <param name="Handle">Does it.</param>
internal sealed record Operation(string Method, string Pattern, string Summary, JsonTypeInfo? Answer, Func<Call, Task<object?>> Handle)
{
    /// <summary>What it reads from the body; null for nothing.</summary>
    public JsonTypeInfo? Body { get; init; }

    /// <summary>The names of what it reads from the query.</summary>
    public string[] Query { get; init; } = [];

    /// <summary>The status of an answer that says something.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Whether a machine's key opens it not: it gives away access, or takes it away.</summary>
    public bool IsForPeople { get; init; }

    /// <summary>The type of an answer that is not JSON; null when it is.</summary>
    public string? ContentType { get; init; }
}
