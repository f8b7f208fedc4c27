using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>One call to the API: who calls, for which tenant, over which connection.</summary>
internal sealed class Call(
    HttpContext context,
    ConnectorEndpointOptions options,
    Mount mount,
    string tenant,
    Connection? connection
)
{
    public HttpContext Context => context;

    public ConnectorEndpointOptions Options => options;

    public Mount Mount => mount;

    public string Tenant => tenant;

    /// <summary>The connection that the address names; it is the tenant's.</summary>
    public Connection Connection => connection ?? throw new InvalidOperationException("The pattern of this operation names no connection.");

    public SequenceConnectors Connectors => Get<SequenceConnectors>();

    public SyncEngine Engine => Get<SyncEngine>();

    public CancellationToken Aborted => context.RequestAborted;

    public T Get<T>()
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    public string Value(string name) => (string)context.Request.RouteValues[name]!;

    public string? Query(string name) => context.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    public int Max() => Query("max") switch
    {
        null => 100,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var max) && max is >= 1 and <= 1000 => max,
        _ => throw RefusedException.Invalid("max must be a number from 1 to 1000."),
    };

    public Guid? Id(string name) => Query(name) switch
    {
        null => null,
        var text when Guid.TryParse(text, out var id) => id,
        _ => throw RefusedException.Invalid($"{name} must be an id that an earlier answer gave."),
    };

    public TEnum? Choice<TEnum>(string name)
        where TEnum : struct, Enum
    {
        if (Query(name) is not { } text)
        {
            return null;
        }

        // Not parsed: a parser takes numbers, and two names for a third.
        var values = Enum.GetValues<TEnum>().Where(one => text.Equals(one.ToString(), StringComparison.OrdinalIgnoreCase)).ToList();
        return values is [var value]
            ? value
            : throw RefusedException.Invalid($"{name} must be one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
    }

    /// <summary>The body as a value.</summary>
    public async Task<T> ReadAsync<T>(JsonTypeInfo<T> type)
        where T : class
    {
        var body = await RequestBody.ReadAsync(context, options.LongestBody).ConfigureAwait(false)
            ?? throw new RefusedException(
                StatusCodes.Status413PayloadTooLarge, "request.too_long", "The body is longer than the host takes.");
        try
        {
            return JsonSerializer.Deserialize(body.Span, type) ?? throw RefusedException.Invalid("The body is null.");
        }
        catch (JsonException exception)
        {
            throw RefusedException.Invalid(
                $"The body is not the JSON that this operation takes{(exception.Path is { } path ? $" (at {path})" : "")}.");
        }
    }
}
