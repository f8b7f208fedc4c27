namespace Sequence.Connectors.QuickBooks;

/// <summary>Turns intents into operations: what their bodies need is read at once, and each body is made.</summary>
internal sealed class QuickBooksComposer<TRecord>(
    QuickBooksConnection connection, IQuickBooksFormat<TRecord> format, QuickBooksLookups<TRecord> lookups)
    where TRecord : class, IRecord
{
    private readonly QuickBooksUses _uses = new(connection);

    /// <summary>
    /// Composes all, and looks first at the records that are written over whatever stands, or that an open attempt may have
    /// changed. Nothing is refused for what was true when it was read: then it is read again.
    /// </summary>
    public async Task<(QuickBooksWriteScope Scope, List<QuickBooksOperation<TRecord>> Operations)> ComposeAllAsync(
        IReadOnlyList<WriteIntent<TRecord>> intents, WriteContext context, CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(intents, cancellationToken).ConfigureAwait(false);
        var composed = await ComposeAllAsync(intents, scope, context, cancellationToken).ConfigureAwait(false);
        if (context.SettleOnly)
        {
            return (scope, composed);
        }

        if (!composed.Exists(operation => scope.MayBeOutdated(operation.Problems)))
        {
            return (scope, await _uses.CheckAsync(composed, cancellationToken).ConfigureAwait(false));
        }

        foreach (var customer in intents.Select(format.CustomerOf).OfType<string>())
        {
            connection.Forget(customer);
        }

        connection.ForgetCompany();
        scope = await ScopeAsync(intents, cancellationToken).ConfigureAwait(false) with { IsFresh = true };
        using var buffer = BodyBuffer.For(composed.Count);
        composed = composed.ConvertAll(operation =>
            Compose(operation.Intent, scope, buffer, operation.Current, operation.IsGone) with
            {
                FollowsVersion = operation.FollowsVersion,
            }
        );
        return (scope, await _uses.CheckAsync(composed, cancellationToken).ConfigureAwait(false));
    }

    private async Task<QuickBooksWriteScope> ScopeAsync(IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken)
    {
        var company = await connection.CompanyAsync(cancellationToken).ConfigureAwait(false);

        // A single-currency company with automated tax, or none, needs to know nothing of its customers.
        var needsCustomers = company.MultiCurrency || company.TaxMode is QuickBooksTaxMode.ManualUs or QuickBooksTaxMode.Global;
        var named = intents.Where(intent => !format.Verbs.ContainsKey(intent.Verb)).Select(format.CustomerOf).OfType<string>();
        var customers = needsCustomers
            ? await connection.CustomersAsync(named, cancellationToken).ConfigureAwait(false)
            : new Dictionary<string, QuickBooksCustomerFacts>();
        return new(company, connection.Settings, connection.Links, connection.Product, customers);
    }

    private async Task<List<QuickBooksOperation<TRecord>>> ComposeAllAsync(
        IReadOnlyList<WriteIntent<TRecord>> intents, QuickBooksWriteScope scope, WriteContext context, CancellationToken cancellationToken)
    {
        var attempted = context.Unsettled.SelectMany(attempt => attempt.Members).ToHashSet(StringComparer.Ordinal);
        var looked = intents
            .Where(intent => MustLook(intent, attempted))
            .Select(intent => intent.Target!.ExternalId)
            .ToHashSet(StringComparer.Ordinal);
        var found = await lookups.FindAsync(looked, cancellationToken).ConfigureAwait(false);
        using var buffer = BodyBuffer.For(intents.Count);
        return [.. intents.Select(intent => MustLook(intent, attempted)
            ? Onto(intent, scope, buffer, found.GetValueOrDefault(intent.Target!.ExternalId))
            : Compose(intent, scope, buffer))];
    }

    /// <summary>An operation whose body is still to be made again, after its record turned out to have changed.</summary>
    public QuickBooksOperation<TRecord> Recompose(QuickBooksOperation<TRecord> operation, QuickBooksWriteScope scope, BodyBuffer buffer)
    {
        if (!operation.Body.IsEmpty)
        {
            return operation;
        }

        var composed = Compose(operation.Intent, scope, buffer, operation.Current);
        return operation with
        {
            Action = composed.Action,
            Body = composed.Body,
            Notes = composed.Notes,
            LineIds = composed.LineIds,
            Kept = composed.Kept,
        };
    }

    public QuickBooksOperation<TRecord> Compose(
        WriteIntent<TRecord> intent,
        QuickBooksWriteScope scope,
        BodyBuffer buffer,
        QuickBooksWritten? current = null,
        bool isGone = false
    )
    {
        var verb = format.Verbs.GetValueOrDefault(intent.Verb);
        var action = verb?.Action(intent, current) ?? (intent.Target is null ? QuickBooksAction.Create : QuickBooksAction.Update);
        var body = new QuickBooksBody(buffer.Json, intent.Target is not null, intent.Owns) { Current = current };
        buffer.Json.WriteStartObject();
        Identify(body, intent.Target, action);
        if (isGone)
        {
            body.Refuse(QuickBooksRefusals.Gone(format.Entity, intent.Target!));
        }
        else if (verb is null)
        {
            format.Compose(body, intent, scope);
        }
        else
        {
            verb.Compose?.Invoke(body, intent, scope, current);
        }

        buffer.Json.WriteEndObject();
        return new(intent, buffer.Take(), body.Notes, body.LineIds)
        {
            Action = action, Verb = verb, Problems = body.Problems, Uses = body.Uses, Kept = body.Kept, Current = current, IsGone = isGone,
        };
    }

    private bool MustLook(WriteIntent<TRecord> intent, HashSet<string> attempted) =>
        intent.Target is { } target
        && (
            target.Version is null
            || attempted.Contains(intent.Key)
            || (format.Verbs.TryGetValue(intent.Verb, out var verb) ? verb.NeedsCurrent : format.NeedsCurrent(intent))
        );

    private QuickBooksOperation<TRecord> Onto(
        WriteIntent<TRecord> intent,
        QuickBooksWriteScope scope,
        BodyBuffer buffer,
        QuickBooksWritten? found
    ) =>
        intent.Target is { Version: null } target
            ? Compose(intent with { Target = target with { Version = found?.Version } }, scope, buffer, found, found is null) with
            {
                FollowsVersion = true,
            }
            : Compose(intent, scope, buffer, found, found is null);

    private static void Identify(QuickBooksBody body, WriteTarget? target, QuickBooksAction action)
    {
        if (target is null)
        {
            return;
        }

        body.Json.WriteString("Id", target.ExternalId);
        body.Json.WriteString("SyncToken", target.Version);
        if (action.IsSparse)
        {
            body.Json.WriteBoolean("sparse", true);
        }
    }
}
