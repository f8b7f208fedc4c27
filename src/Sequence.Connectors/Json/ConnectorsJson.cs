using System.Text.Json.Serialization;

namespace Sequence.Connectors;

/// <summary>
/// The unified model as JSON, without reflection: camel-case names, enums as words, dates as <c>2026-03-01</c>, instants as ISO
/// 8601 in UTC, amounts as numbers, shares as texts such as <c>8.25%</c>, prices with their <c>kind</c>. Nulls are left out.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true,
    Converters =
    [
        typeof(LocalDateConverter),
        typeof(InstantConverter),
        typeof(PercentageConverter),
        typeof(RecordTypeConverter),
        typeof(RawPayloadConverter),
        typeof(CustomFieldsConverter),
        typeof(RateConverter),
        typeof(PriceConverter),
        typeof(ValueListConverter<Contact>),
        typeof(ValueListConverter<InvoiceLine>),
        typeof(ValueListConverter<PaymentAllocation>),
        typeof(ValueListConverter<MappingNote>),
        typeof(ValueListConverter<Problem>),
        typeof(ValueListConverter<RecordPart>),
        typeof(ValueListConverter<FieldMap>),
        typeof(ValueListConverter<SettingValue>),
        typeof(ValueListConverter<AppliedCredit>),
        typeof(ValueListConverter<Price>),
        typeof(ValueListConverter<PriceTier>),
        typeof(ValueListConverter<PriceTaxRate>),
        typeof(ValueListConverter<Phase>),
        typeof(ValueListConverter<Minimum>),
        typeof(ValueListConverter<Discount>),
        typeof(ValueListConverter<CreditGrant>),
        typeof(ValueListConverter<CreditTransaction>),
        typeof(ValueListConverter<UsageFact>),
        typeof(ValueListConverter<string>),
    ])]
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(Invoice))]
[JsonSerializable(typeof(CreditMemo))]
[JsonSerializable(typeof(CreditApplication))]
[JsonSerializable(typeof(Payment))]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(TaxRate))]
[JsonSerializable(typeof(LedgerAccount))]
[JsonSerializable(typeof(BillingSchedule))]
[JsonSerializable(typeof(CreditGrant))]
[JsonSerializable(typeof(Quote))]
[JsonSerializable(typeof(Deal))]
[JsonSerializable(typeof(Company))]
[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(PaymentMethod))]
[JsonSerializable(typeof(CustomerBillingFacts))]
[JsonSerializable(typeof(Price.OneTime))]
[JsonSerializable(typeof(Price.Fixed))]
[JsonSerializable(typeof(Price.Linear))]
[JsonSerializable(typeof(Price.Package))]
[JsonSerializable(typeof(Price.Graduated))]
[JsonSerializable(typeof(Price.Volume))]
[JsonSerializable(typeof(Price.SeatBased))]
[JsonSerializable(typeof(Problem[]))]
[JsonSerializable(typeof(MappingNote[]))]
[JsonSerializable(typeof(Invoice[]))]
[JsonSerializable(typeof(CreditMemo[]))]
[JsonSerializable(typeof(Customer[]))]
[JsonSerializable(typeof(Payment[]))]
[JsonSerializable(typeof(Contact[]))]
[JsonSerializable(typeof(InvoiceLine[]))]
[JsonSerializable(typeof(PaymentAllocation[]))]
[JsonSerializable(typeof(RecordPart[]))]
[JsonSerializable(typeof(FieldMap[]))]
[JsonSerializable(typeof(SettingValue[]))]
[JsonSerializable(typeof(AppliedCredit[]))]
[JsonSerializable(typeof(Price[]))]
[JsonSerializable(typeof(PriceTier[]))]
[JsonSerializable(typeof(PriceTaxRate[]))]
[JsonSerializable(typeof(Phase[]))]
[JsonSerializable(typeof(Minimum[]))]
[JsonSerializable(typeof(Discount[]))]
[JsonSerializable(typeof(CreditGrant[]))]
[JsonSerializable(typeof(CreditTransaction[]))]
[JsonSerializable(typeof(UsageFact[]))]
[JsonSerializable(typeof(BillingSchedule[]))]
[JsonSerializable(typeof(Deal[]))]
[JsonSerializable(typeof(Company[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Connection))]
[JsonSerializable(typeof(ConnectionSettings))]
[JsonSerializable(typeof(WriteTarget))]
[JsonSerializable(typeof(WriteAttempt))]
public sealed partial class ConnectorsJson : JsonSerializerContext;
