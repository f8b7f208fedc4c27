using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>One company in a saved state: its profile, documents, counters, deletions, sent mail and replays.</summary>
internal static class CompanyState
{
    public static JsonObject Write(QuickBooksCompany company)
    {
        lock (company.Books.Gate)
        {
            var (documents, counters) = (new JsonObject(), new JsonObject());
            foreach (var entity in company.Books.Store.Entities)
            {
                documents[entity] = JsonMembers.Array(company.Books.Store.All(entity).Select(JsonMembers.Clone));
            }

            foreach (var (name, value) in company.Books.Store.Counters)
            {
                counters[name] = value;
            }

            return new JsonObject
            {
                ["realmId"] = company.RealmId,
                ["profile"] = WriteProfile(company.Profile),
                ["isSandbox"] = company.IsSandbox,
                ["adminLost"] = company.AdminLost,
                ["appBlocked"] = company.AppBlocked,
                ["documents"] = documents,
                ["counters"] = counters,
                ["deletions"] = JsonMembers.Array(company.Books.Store.Deletions.Select(WriteDeletion)),
                ["mail"] = JsonMembers.Array(company.Books.Mail.Select(WriteMail)),
                ["replays"] = JsonMembers.Array(company.Replays.Entries.Select(WriteReplay)),
            };
        }
    }

    public static void Read(JsonObject state, QuickBooksSimulator simulator)
    {
        var company = simulator.NewCompany(state.Text("realmId")!, ReadProfile(state.Object("profile")!));
        var store = company.Books.Store;
        foreach (var (entity, documents) in state.Object("documents")!)
        {
            foreach (var document in documents!.AsArray().OfType<JsonObject>())
            {
                store.Restore(entity, document.Clone());
            }
        }

        foreach (var (name, _) in state.Object("counters")!)
        {
            store.Counters[name] = (long)state.Object("counters").Number(name)!.Value;
        }

        store.Deletions.AddRange(
            state.Objects("deletions").Select(each => (each.Text("entity")!, each.Text("id")!, QuickBooksState.Time(each, "at"))));
        company.Books.Mail.AddRange(state.Objects("mail").Select(each =>
            new SimulatedMail(each.Text("entity")!, each.Text("id")!, each.Text("to")!, QuickBooksState.Time(each, "at"))));
        foreach (var each in state.Objects("replays"))
        {
            var response = new SimulatedResponse(
                (int)each.Number("status")!.Value, each.Text("type")!, Convert.FromBase64String(each.Text("body")!));
            company.Replays.Entries[each.Text("key")!] = (each.Text("request")!, response, QuickBooksState.Time(each, "at"));
        }

        company.IsSandbox = state.Flag("isSandbox") != false;
        (company.AdminLost, company.AppBlocked) = (state.Flag("adminLost") == true, state.Flag("appBlocked") == true);
        simulator.Restore(company);
    }

    private static JsonObject WriteProfile(QuickBooksCompanyProfile profile) => new()
    {
        ["name"] = profile.Name,
        ["country"] = profile.Country,
        ["homeCurrency"] = profile.HomeCurrency,
        ["taxModel"] = profile.TaxModel.ToString(),
        ["multiCurrency"] = profile.MultiCurrency,
        ["customTxnNumbers"] = profile.CustomTxnNumbers,
        ["warnDuplicateNumbers"] = profile.WarnDuplicateNumbers,
        ["autoApplyCredit"] = profile.AutoApplyCredit,
        ["autoApplyPayments"] = profile.AutoApplyPayments,
        ["bookCloseDate"] = profile.BookCloseDate?.Iso(),
        ["subscriptionEnded"] = profile.SubscriptionEnded,
        ["sampleData"] = profile.SampleData,
    };

    private static QuickBooksCompanyProfile ReadProfile(JsonObject profile) => new()
    {
        Name = profile.Text("name")!,
        Country = profile.Text("country")!,
        HomeCurrency = profile.Text("homeCurrency")!,
        TaxModel = Enum.Parse<QuickBooksTaxModel>(profile.Text("taxModel")!),
        MultiCurrency = profile.Flag("multiCurrency") == true,
        CustomTxnNumbers = profile.Flag("customTxnNumbers") == true,
        WarnDuplicateNumbers = profile.Flag("warnDuplicateNumbers") == true,
        AutoApplyCredit = profile.Flag("autoApplyCredit") == true,
        AutoApplyPayments = profile.Flag("autoApplyPayments") == true,
        BookCloseDate = profile.Date("bookCloseDate"),
        SubscriptionEnded = profile.Flag("subscriptionEnded") == true,
        SampleData = profile.Flag("sampleData") == true,
    };

    private static JsonObject WriteDeletion((string Entity, string Id, DateTimeOffset At) deletion) => new()
    {
        ["entity"] = deletion.Entity, ["id"] = deletion.Id, ["at"] = QuickBooksState.Text(deletion.At),
    };

    private static JsonObject WriteMail(SimulatedMail mail) => new()
    {
        ["entity"] = mail.Entity, ["id"] = mail.Id, ["to"] = mail.To, ["at"] = QuickBooksState.Text(mail.At),
    };

    private static JsonObject WriteReplay(
        KeyValuePair<string, (string Request, SimulatedResponse Response, DateTimeOffset At)> entry) => new()
        {
            ["key"] = entry.Key,
            ["request"] = entry.Value.Request,
            ["status"] = entry.Value.Response.Status,
            ["type"] = entry.Value.Response.ContentType,
            ["body"] = Convert.ToBase64String(entry.Value.Response.Body),
            ["at"] = QuickBooksState.Text(entry.Value.At),
        };
}
