using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// Answers the accounting API of one organisation, <c>/api.xro/2.0/…</c>, once the caller is known and within its limits.
/// </summary>
internal sealed class XeroApi(XeroBooks books, ReplayStore replays, XeroLimits limits, SimulatedUsage usage)
{
    /// <summary>Handles a request; <paramref name="appliedItems"/> ends a batch early, as a crash would.</summary>
    public SimulatedResponse Handle(SimulatedRequest request, string token, int? appliedItems = null)
    {
        lock (books.Gate)
        {
            try
            {
                return WantsXml(request) ? Xml(Replayed(request, token, appliedItems)) : Replayed(request, token, appliedItems);
            }
            finally
            {
                books.Undo();   // nothing, unless the request failed before it was final
            }
        }
    }

    /// <summary>Keeps an error as what the key of a request is answered with: Xero replays its own failures too.</summary>
    public void Fail(SimulatedRequest request, string token, SimulatedResponse error)
    {
        if (request.Method is "PUT" or "POST" && request.Headers.TryGetValue("Idempotency-Key", out var sent))
        {
            lock (books.Gate)
            {
                replays.Keep(Key(token, sent), Asked(request), error);
            }
        }
    }

    /// <summary>The same key gets the first answer again for six minutes, refusals included; with another request it is refused.</summary>
    private SimulatedResponse Replayed(SimulatedRequest request, string token, int? appliedItems)
    {
        if (request.Method is not ("PUT" or "POST") || !request.Headers.TryGetValue("Idempotency-Key", out var sent))
        {
            return Answered(request, appliedItems);
        }

        if (sent.Length is 0 || sent.Length > limits.IdempotencyKeyLength)
        {
            usage.Violate("request-id", books.TenantId, $"an Idempotency-Key of {sent.Length.Invariant()} characters");
            return XeroBodies.Error(10, "ValidationException", "The Idempotency Key must have 1 to 128 characters.");
        }

        var key = Key(token, sent);
        if (replays.Find(key) is { } kept)
        {
            if (kept.Request == Asked(request))
            {
                return kept.Response;
            }

            usage.Violate("request-id-reuse", books.TenantId, $"the Idempotency-Key {sent} came with another request");
            return XeroBodies.Error(10, "ValidationException", $"Idempotency Key '{sent}' is used with a different request.");
        }

        var response = Answered(request, appliedItems);
        if (appliedItems is null)
        {
            replays.Keep(key, Asked(request), response);
        }

        return response;
    }

    private string Key(string token, string sent) => (limits.IdempotencyByToken ? token : "") + "\n" + sent;

    private string Asked(SimulatedRequest request)
    {
        var query = request.Query.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => each.Key + "=" + each.Value);
        return $"{request.Method} {request.Path}?{string.Join('&', query)}\n{books.TenantId}\n{request.Body}";
    }

    private SimulatedResponse Answered(SimulatedRequest request, int? appliedItems)
    {
        try
        {
            var answer = Run(request, appliedItems);
            books.Commit();
            return answer;
        }
        catch (XeroFault fault)
        {
            books.Undo();
            return fault.Answer;
        }
        catch (JsonException malformed)
        {
            books.Undo();
            return XeroFault.Malformed(malformed.Message).Answer;
        }
    }

    private SimulatedResponse Run(SimulatedRequest request, int? appliedItems)
    {
        var segments = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[2..];
        var documents = new XeroDocuments(books, limits);
        if (segments[0].Equals("Organisation", StringComparison.OrdinalIgnoreCase) && request.Method == "GET")
        {
            return Answer(XeroOrganisationView.Show(books, segments.ElementAtOrDefault(1)));
        }

        var kind = XeroKind.Find(segments[0]) ?? throw XeroFault.NotFound();
        var decimals = request.Parameter("unitdp") == "4" ? 4 : 2;
        return (request.Method, segments[1..]) switch
        {
            ("GET", []) => List(kind, request, decimals),
            ("GET", [var id]) when Accepts(request, "pdf") => documents.Pdf(kind, id),
            ("GET", [var id]) => Answer(kind, [new XeroViews(books, decimals).Show(kind, books.Read(kind, id))]),
            ("GET", [var id, "pdf"]) => documents.Pdf(kind, id),
            ("GET", [var id, "OnlineInvoice"]) => Answer(documents.OnlineInvoice(id)),
            ("GET", [var id, "History"]) => Answer(documents.History(kind, id)),
            ("PUT", [var id, "History"]) => Answer(documents.AddHistory(kind, id, request.Body)),
            ("POST", [var id, "Email"]) => documents.Email(id),
            ("PUT", [var id, "Allocations"]) => new XeroBatch(books, request, decimals).Allocate(id),
            ("DELETE", [var id, "Allocations", var allocation]) => XeroBodies.Json(documents.Release(id, allocation)),
            ("PUT", [var id, "Options"]) when kind == XeroKind.TrackingCategory => Answer(documents.AddOption(id, request.Body)),
            ("PUT" or "POST", []) => new XeroBatch(books, request, decimals).Run(kind, null, appliedItems),
            ("POST", [var id]) => new XeroBatch(books, request, decimals).Run(kind, books.Read(kind, id).Text(kind.IdMember), appliedItems),
            ("DELETE", [var id]) when kind == XeroKind.Item => documents.DeleteItem(id),
            _ => throw XeroFault.NotFound(),
        };
    }

    private SimulatedResponse List(XeroKind kind, SimulatedRequest request, int decimals)
    {
        var listing = new XeroListing(books, kind, request);
        var (rows, pagination) = listing.Run();
        var detail = listing.IsSummary ? XeroDetail.Summary
            : listing.IsPaged || kind.Name is not ("Invoice" or "CreditNote" or "Contact") ? XeroDetail.Full
            : XeroDetail.List;
        var views = new XeroViews(books, decimals);
        return Answer(kind, rows.Select(row => views.Show(kind, row, detail)), pagination);
    }

    private SimulatedResponse Answer(XeroKind kind, IEnumerable<JsonNode> rows, JsonObject? pagination = null)
    {
        var content = new JsonObject();
        if (pagination is not null)
        {
            content["pagination"] = pagination;
        }

        content[kind.Plural] = JsonMembers.Array(rows);
        return Answer(content);
    }

    private SimulatedResponse Answer(JsonObject content)
    {
        usage.CountReads(1);
        return XeroBodies.Success(content, books.Now);
    }

    private static bool Accepts(SimulatedRequest request, string type) =>
        request.Headers.GetValueOrDefault("Accept")?.Contains(type, StringComparison.OrdinalIgnoreCase) == true;

    private bool WantsXml(SimulatedRequest request)
    {
        if (Accepts(request, "json") || Accepts(request, "pdf"))
        {
            return false;
        }

        usage.Violate("accept", books.TenantId, "A request did not ask for JSON, and Xero answers in XML");
        return true;
    }

    /// <summary>Who does not ask for JSON gets XML; of it the simulator writes only the envelope.</summary>
    private static SimulatedResponse Xml(SimulatedResponse answer) => answer.Body.Length == 0
        ? answer
        : SimulatedResponse.Text(
            answer.IsSuccess
                ? "<Response xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><Status>OK</Status></Response>"
                : "<ApiException xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><ErrorNumber>10</ErrorNumber></ApiException>",
            "text/xml; charset=utf-8", answer.Status);
}
