using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>One organisation in a saved state: its profile, documents, counters, history, sent mail and replays.</summary>
internal static class XeroOrganisationState
{
    public static JsonObject Write(XeroOrganisation organisation)
    {
        var books = organisation.Books;
        lock (books.Gate)
        {
            var (documents, counters, history) = (new JsonObject(), new JsonObject(), new JsonObject());
            foreach (var entity in books.Store.Entities)
            {
                documents[entity] = JsonMembers.Array(books.Store.All(entity).Select(JsonMembers.Clone));
            }

            foreach (var (name, value) in books.Store.Counters)
            {
                counters[name] = value;
            }

            foreach (var (id, notes) in books.History)
            {
                history[id] = JsonMembers.Array(notes.Select(JsonMembers.Clone));
            }

            return new JsonObject
            {
                ["tenantId"] = organisation.TenantId,
                ["profile"] = WriteProfile(organisation.Profile),
                ["unreachable"] = organisation.Unreachable,
                ["documents"] = documents,
                ["counters"] = counters,
                ["history"] = history,
                ["mail"] = JsonMembers.Array(books.Mail.Select(mail => new JsonObject
                {
                    ["entity"] = mail.Entity, ["id"] = mail.Id, ["to"] = mail.To, ["at"] = XeroDates.Text(mail.At),
                })),
                ["replays"] = JsonMembers.Array(organisation.Replays.Entries.Select(each =>
                    WriteReplay(each.Key, each.Value.Request, each.Value.Response, each.Value.At))),
            };
        }
    }

    public static void Read(JsonObject state, XeroSimulator simulator)
    {
        var organisation = simulator.NewOrganisation(state.Text("tenantId")!, ReadProfile(state.Object("profile")!));
        var books = organisation.Books;
        foreach (var (entity, documents) in state.Object("documents")!)
        {
            documents!.AsArray().OfType<JsonObject>().ToList().ForEach(each => books.Put(XeroKind.Named(entity)!, each.Clone()));
        }

        foreach (var (name, _) in state.Object("counters")!)
        {
            books.Store.Counters[name] = (long)state.Object("counters").Number(name)!.Value;
        }

        foreach (var (id, notes) in state.Object("history")!)
        {
            books.History[id] = [.. notes!.AsArray().OfType<JsonObject>().Select(JsonMembers.Clone)];
        }

        books.Mail.AddRange(state.Objects("mail").Select(each =>
            new SimulatedMail(each.Text("entity")!, each.Text("id")!, each.Text("to")!, XeroState.Time(each, "at"))));
        foreach (var each in state.Objects("replays"))
        {
            organisation.Replays.Entries[each.Text("key")!] = (each.Text("request")!, Response(each), XeroState.Time(each, "at"));
        }

        books.Commit();
        organisation.Unreachable = state.Flag("unreachable") == true;
        simulator.Restore(organisation);
    }

    private static JsonObject WriteReplay(string key, string request, SimulatedResponse response, DateTimeOffset at) => new()
    {
        ["key"] = key,
        ["request"] = request,
        ["status"] = response.Status,
        ["type"] = response.ContentType,
        ["body"] = Convert.ToBase64String(response.Body),
        ["at"] = XeroDates.Text(at),
    };

    private static SimulatedResponse Response(JsonObject replay) =>
        new((int)replay.Number("status")!.Value, replay.Text("type")!, Convert.FromBase64String(replay.Text("body")!));

    private static JsonObject WriteProfile(XeroOrganisationProfile profile) => new()
    {
        ["name"] = profile.Name,
        ["country"] = profile.Country,
        ["baseCurrency"] = profile.BaseCurrency,
        ["timeZone"] = profile.TimeZone,
        ["plan"] = profile.Plan,
        ["multiCurrency"] = profile.MultiCurrency,
        ["periodLockDate"] = profile.PeriodLockDate?.Iso(),
        ["endOfYearLockDate"] = profile.EndOfYearLockDate?.Iso(),
        ["approvedInvoiceLimit"] = profile.ApprovedInvoiceLimit,
        ["sampleData"] = profile.SampleData,
    };

    private static XeroOrganisationProfile ReadProfile(JsonObject profile) => new()
    {
        Name = profile.Text("name")!,
        Country = profile.Text("country")!,
        BaseCurrency = profile.Text("baseCurrency")!,
        TimeZone = profile.Text("timeZone")!,
        Plan = profile.Text("plan")!,
        MultiCurrency = profile.Flag("multiCurrency") == true,
        PeriodLockDate = profile.Date("periodLockDate"),
        EndOfYearLockDate = profile.Date("endOfYearLockDate"),
        ApprovedInvoiceLimit = (int?)profile.Number("approvedInvoiceLimit"),
        SampleData = profile.Flag("sampleData") == true,
    };
}
