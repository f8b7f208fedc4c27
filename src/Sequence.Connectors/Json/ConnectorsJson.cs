using System.Text.Json.Serialization;

namespace Sequence.Connectors;

/// <summary>
/// The unified model as JSON, without reflection: camel-case names, enums as words, dates as <c>2026-03-01</c>, instants as ISO 8601 in UTC, amounts as numbers.
/// Nulls are left out.
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
        typeof(ValueListConverter<Contact>),
        typeof(ValueListConverter<InvoiceLine>),
        typeof(ValueListConverter<PaymentAllocation>),
        typeof(ValueListConverter<MappingNote>),
        typeof(ValueListConverter<Problem>),
        typeof(ValueListConverter<RecordPart>),
        typeof(ValueListConverter<FieldMap>),
        typeof(ValueListConverter<SettingValue>),
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
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Connection))]
[JsonSerializable(typeof(ConnectionSettings))]
[JsonSerializable(typeof(WriteTarget))]
[JsonSerializable(typeof(WriteAttempt))]
public sealed partial class ConnectorsJson : JsonSerializerContext;
