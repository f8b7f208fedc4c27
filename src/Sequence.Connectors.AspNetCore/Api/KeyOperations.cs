namespace Sequence.Connectors.AspNetCore;

/// <summary>The tenant's keys for machines. People alone manage them.</summary>
internal static class KeyOperations
{
    private const int MostDays = 3650;

    public static IEnumerable<Operation> All =>
        [
            new(
                "GET",
                "/keys",
                "The tenant's keys for machines, without what they are called with.",
                EndpointsJson.Default.KeyAnswerArray,
                ListAsync
            )
            {
                IsForPeople = true,
            },
            new("POST", "/keys", "Makes a key; its token is told this once.", EndpointsJson.Default.IssuedKeyAnswer, IssueAsync)
            {
                Body = EndpointsJson.Default.KeyBody,
                IsForPeople = true,
            },
            new(
                "POST",
                "/keys/{key}/rotate",
                "Makes a key that takes another's place, which stays good for some hours more.",
                EndpointsJson.Default.IssuedKeyAnswer,
                RotateAsync
            )
            {
                Body = EndpointsJson.Default.RotateBody,
                IsForPeople = true,
            },
            new("POST", "/keys/{key}/revoke", "Ends a key at once and for good.", null, RevokeAsync) { IsForPeople = true },
        ];

    private static async Task<object?> ListAsync(Call call)
    {
        var keys = await call.Get<ApiKeys>().ListAsync(call.Tenant, call.Aborted).ConfigureAwait(false);
        return keys.Select(KeyAnswer.From).ToArray();
    }

    private static async Task<object?> IssueAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.KeyBody).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(body.Name) || body.Days is <= 0 or > MostDays)
        {
            throw RefusedException.Invalid($"name must be given; days, if given, must be a number from 1 to {MostDays}.");
        }

        var lifetime = body.Days is { } days ? Duration.FromDays(days) : default(Duration?);
        var issued = await call.Get<ApiKeys>()
            .IssueAsync(call.Tenant, body.Name, call.Context.User.Identity?.Name, lifetime, call.Aborted)
            .ConfigureAwait(false);
        return IssuedKeyAnswer.From(issued);
    }

    private static async Task<object?> RotateAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.RotateBody).ConfigureAwait(false);
        if (body.OverlapHours is < 0 or > MostDays * 24)
        {
            throw RefusedException.Invalid($"overlapHours must be a number from 0 to {MostDays * 24}.");
        }

        var issued = await call.Get<ApiKeys>()
            .RotateAsync(
                call.Tenant,
                call.Value("key"),
                Duration.FromHours(body.OverlapHours),
                call.Context.User.Identity?.Name,
                call.Aborted
            )
            .ConfigureAwait(false);
        return IssuedKeyAnswer.From(issued ?? throw RefusedException.NotFound("key that is not revoked"));
    }

    private static async Task<object?> RevokeAsync(Call call) =>
        await call.Get<ApiKeys>().RevokeAsync(call.Tenant, call.Value("key"), call.Aborted).ConfigureAwait(false)
            ? null
            : throw RefusedException.NotFound("key");
}
