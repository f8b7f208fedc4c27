using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// Answers the accounting API of one company: <c>/v3/company/{realm}/…</c>, once the caller is known and within its limits.
/// </summary>
internal sealed class QuickBooksApi(CompanyBooks books, ReplayStore replays, QuickBooksLimits limits, SimulatedUsage usage)
{
    private const int MaximumRequestId = 50;

    /// <summary>Handles a request; <paramref name="appliedItems"/> ends a batch early, as a crash would.</summary>
    public SimulatedResponse Handle(SimulatedRequest request, int? appliedItems = null)
    {
        lock (books.Gate)
        {
            try
            {
                RefuseEndedSubscription(request);
                return appliedItems is null ? Replayed(request, () => Run(request, null)) : Run(request, appliedItems);
            }
            catch (QuickBooksFaultException fault)
            {
                Note(fault);
                return WantsXml(request) ? QuickBooksFaultBodies.Xml(fault, books.Now) : QuickBooksFaultBodies.Json(fault, books.Now);
            }
            catch (JsonException malformed)
            {
                return QuickBooksFaultBodies.Json(QuickBooksFaultException.UnknownMember(malformed.Message), books.Now);
            }
        }
    }

    /// <summary>How many calls a request is charged as: one, or one for each item of a batch.</summary>
    public static int Cost(SimulatedRequest request)
    {
        try
        {
            return request.Operation == "batch"
                ? Math.Max(1, JsonMembers.ParseObject(request.Body).Objects("BatchItemRequest").Count())
                : 1;
        }
        catch (JsonException)
        {
            return 1;
        }
    }

    private SimulatedResponse Run(SimulatedRequest request, int? appliedItems)
    {
        var segments = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[3..];
        switch (request.Method, segments)
        {
            case ("GET", ["query"]):
                return Read(new() { ["QueryResponse"] = new QueryEvaluator(books.Store).Run(request.Parameter("query") ?? "") });
            case ("POST", ["query"]):
                return Read(new() { ["QueryResponse"] = new QueryEvaluator(books.Store).Run(request.Body) });
            case ("GET", ["cdc"]):
                return Read(new ChangeDataCapture(books, limits).Run(request.Parameter("entities"), request.Parameter("changedSince")));
            case ("POST", ["batch"]):
                return new QuickBooksBatch(books, replays, limits, usage).Run(request, appliedItems);
            case ("POST", ["upload"]):
                return Answer(FileUpload.Run(books, request));
            case ("GET", ["preferences"]):
                return Read(Wrap("Preferences", books.Store.All("Preferences").First()));
            case ("GET", ["companyinfo", _]):
                return Read(Wrap("CompanyInfo", books.Store.All("CompanyInfo").First()));
            case ("GET", [var entity, var id]):
                return Read(Wrap(Name(entity, request), books.Read(Name(entity, request), id)));
            case ("GET", [var entity, var id, "pdf"]):
                return Pdf(Name(entity, request), books.Read(Name(entity, request), id));
            case ("POST", [var entity, var id, "send"]):
                return Answer(Wrap(Name(entity, request), books.Send(Name(entity, request), id, request.Parameter("sendTo"))));
            case ("POST", [var entity]):
                return Answer(Wrap(Name(entity, request), Write(Name(entity, request), request)));
            default:
                throw NoSuchPath(request);
        }
    }

    private JsonObject Write(string entity, SimulatedRequest request)
    {
        var body = JsonMembers.ParseObject(request.Body);
        var includes = (request.Parameter("include") ?? "").Split(',', StringSplitOptions.TrimEntries);
        return Apply(books, entity, request.Parameter("operation"), includes, body);
    }

    /// <summary>One write, alone or as an item of a batch.</summary>
    public static JsonObject Apply(
        CompanyBooks books, string entity, string? operation, IReadOnlyCollection<string> options, JsonObject body)
    {
        var voidBy = (EntityKinds.Find(entity) as TransactionRules)?.VoidBy;
        var asksForVoid = options.Contains("void", StringComparer.OrdinalIgnoreCase);
        return operation switch
        {
            "delete" => books.Delete(entity, body),
            "void" when voidBy == "operation" => books.Void(entity, body),
            "update" when asksForVoid && voidBy == "include" => books.Void(entity, body),
            // QuickBooks: a sparse update with include=void on what cannot be voided reports success and changes nothing that matters.
            null or "" or "create" or "update" =>
                books.Save(entity, body, options.Contains("allowduplicatedocnum", StringComparer.OrdinalIgnoreCase)),
            _ => throw QuickBooksFaultException.Unsupported($"{operation} {entity}"),
        };
    }

    /// <summary>The same request id gets the first answer again, whatever the request says this time.</summary>
    private SimulatedResponse Replayed(SimulatedRequest request, Func<SimulatedResponse> run)
    {
        var key = request.Method == "POST" ? request.Parameter("requestid") : null;
        if (string.IsNullOrEmpty(key))
        {
            return run();
        }

        if (key.Length > MaximumRequestId)
        {
            usage.Violate("request-id", books.RealmId, $"a request id of {key.Length.Invariant()} characters");
            throw QuickBooksFaultException.TooLong("requestid", MaximumRequestId);
        }

        var asked = request.Path + "\n" + request.Parameter("operation") + "\n" + request.Body;
        if (replays.Find(key) is { } kept)
        {
            if (kept.Request != asked)
            {
                usage.Violate(
                    "request-id-reuse", books.RealmId, $"request id {key} came with another request; the first answer was replayed");
            }

            return kept.Response;
        }

        var response = run();
        if (response.IsSuccess)
        {
            replays.Keep(key, asked, response);
        }

        return response;
    }

    private SimulatedResponse Read(JsonObject content)
    {
        usage.CountReads(1);
        return Answer(content);
    }

    private static SimulatedResponse Pdf(string entity, JsonObject document) =>
        new(
            200,
            "application/pdf",
            SimulatedPdf.Render(
                $"{entity} {document.Text("DocNumber")} {document.Object("CustomerRef").Text("name")} {document.Number("TotalAmt")?.Invariant()}"
            )
        );

    private SimulatedResponse Answer(JsonObject content)
    {
        content["time"] = PacificTime.StampWithMilliseconds(books.Now);
        return SimulatedResponse.Json(content);
    }

    private static JsonObject Wrap(string entity, JsonObject document) => new() { [entity] = document.DeepClone() };

    private static string Name(string segment, SimulatedRequest request) => EntityKinds.Find(segment)?.Name ?? throw NoSuchPath(request);

    private static QuickBooksFaultException NoSuchPath(SimulatedRequest request) =>
        QuickBooksFaultException.Unsupported(
            $"Could not find resource for relative : {request.Path} of full path: https://quickbooks.simulated{request.Path}");

    private void RefuseEndedSubscription(SimulatedRequest request)
    {
        if (books.Profile.SubscriptionEnded && request.Resource != "companyinfo")
        {
            throw new QuickBooksFaultException(
                "6190", "Invalid Company Status", "Subscription period has ended or canceled or there was a billing problem : You can't "
                + "add data to QuickBooks Online because your trial or subscription period ended.");
        }
    }

    private void Note(QuickBooksFaultException fault)
    {
        if (fault.Code == "2010")
        {
            usage.Violate("unknown-member", books.RealmId, fault.Message);
        }
    }

    private static bool WantsXml(SimulatedRequest request) =>
        request.Headers.GetValueOrDefault("Accept") is not { Length: > 0 } accept
        || !(accept.Contains("json", StringComparison.OrdinalIgnoreCase) || accept.Contains("pdf", StringComparison.OrdinalIgnoreCase));
}
