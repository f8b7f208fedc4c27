using System.Text.Json.Serialization;

namespace Sequence.Connectors.QuickBooks;

/// <summary>How QuickBooks' objects are read, without reflection. Numbers that come as text are read too.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(QuickBooksCustomer))]
[JsonSerializable(typeof(QuickBooksDocument))]
[JsonSerializable(typeof(QuickBooksPayment))]
[JsonSerializable(typeof(QuickBooksItem))]
[JsonSerializable(typeof(QuickBooksAccount))]
[JsonSerializable(typeof(QuickBooksTaxCode))]
[JsonSerializable(typeof(QuickBooksTaxRate))]
[JsonSerializable(typeof(QuickBooksTerm))]
[JsonSerializable(typeof(QuickBooksCompanyInfo))]
[JsonSerializable(typeof(QuickBooksPreferences))]
internal sealed partial class QuickBooksJson : JsonSerializerContext;
