namespace Sequence.Connectors.Simulators;

/// <summary>
/// The classes of QuickBooks' Finance schema that the simulator knows, with the lengths that Intuit's reference gives.
/// Members that no billing connector sets are typed "any": known, and not looked into.
/// </summary>
internal static class QuickBooksSchemas
{
    private const string Common =
        "Id:text SyncToken:text MetaData:any! CustomField:CustomField[] AttachableRef:any[] domain:text! status:text! sparse:bool ";

    private const string Transaction = Common
        + "DocNumber:text(21) TxnDate:date TxnSubType:text DepartmentRef:ReferenceType CurrencyRef:ReferenceType ExchangeRate:number "
        + "PrivateNote:text(4000) "
        + "TxnStatus:text LinkedTxn:LinkedTxn[] Line:Line[] TxnTaxDetail:TxnTaxDetail TxnSource:text TaxFormType:text TaxFormNum:text "
        + "TransactionLocationType:text Tag:any[] TxnApprovalInfo:any RecurDataRef:ReferenceType! RecurringInfo:any "
        + "ProjectRef:ReferenceType "
        + "TotalCostAmount:number! HomeTotalCostAmount:number! ";

    private const string SalesTransaction = Transaction
        + "AutoDocNumber:bool CustomerRef:ReferenceType CustomerMemo:MemoRef BillAddr:PhysicalAddress ShipAddr:PhysicalAddress "
        + "FreeFormAddress:bool "
        + "ShipFromAddr:PhysicalAddress RemitToRef:ReferenceType ClassRef:ReferenceType SalesTermRef:ReferenceType DueDate:date "
        + "SalesRepRef:ReferenceType "
        + "PONumber:text(25) FOB:text ShipMethodRef:ReferenceType ShipDate:date TrackingNum:text "
        + "GlobalTaxCalculation:TaxExcluded|TaxInclusive|NotApplicable "
        + "TotalAmt:number! HomeTotalAmt:number! ApplyTaxAfterDiscount:bool ShippingTaxIncludedInTotalTax:bool TemplateRef:ReferenceType "
        + "PrintStatus:NotSet|NeedToPrint|PrintComplete EmailStatus:NotSet|NeedToSend|EmailSent BillEmail:BillEmailAddress "
        + "BillEmailCc:CopyEmailAddress "
        + "BillEmailBcc:CopyEmailAddress ARAccountRef:ReferenceType Balance:number! HomeBalance:number! FinanceCharge:bool "
        + "PaymentMethodRef:ReferenceType "
        + "PaymentRefNum:text(21) PaymentType:text CheckPayment:any CreditCardPayment:any DepositToAccountRef:ReferenceType "
        + "DeliveryInfo:any "
        + "DiscountRate:number DiscountAmt:number GovtTxnRefIdentifier:text TaxExemptionRef:ReferenceType ";

    private const string Name = Common
        + "IntuitId:text Organization:bool Title:text(16) GivenName:text(100) MiddleName:text(100) FamilyName:text(100) Suffix:text(16) "
        + "FullyQualifiedName:text! CompanyName:text(100) DisplayName:text(500) PrintOnCheckName:text(110) UserId:text Active:bool "
        + "V4IDPseudonym:text! "
        + "PrimaryPhone:TelephoneNumber AlternatePhone:TelephoneNumber Mobile:TelephoneNumber Fax:TelephoneNumber "
        + "PrimaryEmailAddr:EmailAddress "
        + "WebAddr:WebSiteAddress OtherContactInfo:any[] DefaultTaxCodeRef:ReferenceType BillAddr:PhysicalAddress "
        + "ShipAddr:PhysicalAddress OtherAddr:any[] "
        + "ContactName:text AltContactName:text Notes:text(2000) ParentRef:ReferenceType Balance:number! OpenBalanceDate:date "
        + "AcctNum:text(100) "
        + "CurrencyRef:ReferenceType TDSEnabled:bool BusinessNumber:text(10) GSTIN:text(15) GSTRegistrationType:text(15) Source:text ";

    private static readonly Dictionary<string, QuickBooksSchema> Classes = new[]
    {
        Define("Invoice", SalesTransaction
            + "Deposit:number AllowIPNPayment:bool AllowOnlinePayment:bool AllowOnlineCreditCardPayment:bool AllowOnlineACHPayment:bool "
            + "AllowOnlinePayPalPayment:bool AllowOnlineAffirmPayment:bool EInvoiceStatus:text! ECloudStatusTimeStamp:time! CfdiUse:int "
            + "Exportation:text "
            + "GlobalInfo:any invoiceStatus:text! callToAction:text! invoiceStatusLog:any[]! InvoiceEx:any LessCIS:number "
            + "InvoiceLink:text! "
            + "PaymentDetailsMessage:text ConvenienceFeeDetail:any EnabledSurchargeInfo:any InvoiceLinkSecurityCode:text! "
            + "InvoiceLinkExpiryDate:date! "
            + "AutoPayEligible:bool! SchedulePayEligible:bool! ScheduledPaymentId:text! GratuityEnabled:bool FinancingProductType:text "
            + "SubscriptionPaymentsSetting:text TxnRetainageDetail:any"),
        Define("CreditMemo", SalesTransaction + "RemainingCredit:number! InvoiceRef:ReferenceType CreditMemoEx:any"),
        Define(
            "Payment",
            Transaction
                + "CustomerRef:ReferenceType RemitToRef:ReferenceType ARAccountRef:ReferenceType DepositToAccountRef:ReferenceType "
                + "PaymentMethodRef:ReferenceType "
                + "PaymentRefNum:text(21) PaymentType:text CheckPayment:any CreditCardPayment:any TotalAmt:number UnappliedAmt:number! "
                + "ProcessPayment:bool "
                + "PaymentExtendedType:text PaymentEx:any"
        ),
        Define(
            "Customer",
            Name
                + "Taxable:bool Job:bool BillWithParent:bool RootCustomerRef:ReferenceType! Level:int! CustomerTypeRef:ReferenceType "
                + "SalesTermRef:ReferenceType "
                + "SalesRepRef:ReferenceType TaxGroupCodeRef:ReferenceType TaxRateRef:ReferenceType PaymentMethodRef:ReferenceType "
                + "CCDetail:any "
                + "PriceLevelRef:ReferenceType BalanceWithJobs:number! CreditLimit:number OverDueBalance:number! TotalRevenue:number! "
                + "TotalExpense:number! "
                + "PreferredDeliveryMethod:Print|Email|None ResaleNum:text(16) JobInfo:any CustomerEx:any SecondaryTaxIdentifier:text(20) "
                + "ARAccountRef:ReferenceType PrimaryTaxIdentifier:text(20) TaxExemptionReasonId:text IsProject:bool! IsCISContractor:bool "
                + "ClientCompanyId:text "
                + "ClientEntityId:text TaxRegime:text"
        ),
        Define(
            "Vendor",
            Name
                + "TaxCountry:text TaxIdentifier:text TaxIdEffectiveDate:date VendorTypeRef:ReferenceType TermRef:ReferenceType "
                + "PrefillAccountRef:ReferenceType "
                + "BillRate:number CreditLimit:number Vendor1099:bool APAccountRef:ReferenceType VendorEx:any CostRate:number"
        ),
        Define(
            "Employee",
            Name
                + "SSN:text PrimaryAddr:PhysicalAddress BillableTime:bool BillRate:number BirthDate:date Gender:text HiredDate:date "
                + "ReleasedDate:date EmployeeEx:any"
        ),
        Define(
            "Item",
            Common
                + "Name:text(100) Sku:text(100) Description:text(4000) Active:bool SubItem:bool ParentRef:ReferenceType Level:int! "
                + "FullyQualifiedName:text! "
                + "Taxable:bool SalesTaxIncluded:bool PercentBased:bool UnitPrice:number RatePercent:number "
                + "Type:Service|Inventory|NonInventory|Group|Category PaymentMethodRef:ReferenceType UOMSetRef:ReferenceType "
                + "IncomeAccountRef:ReferenceType PurchaseDesc:text(1000) PurchaseTaxIncluded:bool PurchaseCost:number "
                + "ExpenseAccountRef:ReferenceType "
                + "COGSAccountRef:ReferenceType AssetAccountRef:ReferenceType PrefVendorRef:ReferenceType AvgCost:number TrackQtyOnHand:bool "
                + "QtyOnHand:number "
                + "QtyOnPurchaseOrder:number QtyOnSalesOrder:number ReorderPoint:number ManPartNum:text DepositToAccountRef:ReferenceType "
                + "SalesTaxCodeRef:ReferenceType PurchaseTaxCodeRef:ReferenceType InvStartDate:date BuildPoint:number PrintGroupedItems:bool "
                + "SpecialItem:bool "
                + "SpecialItemType:text ItemGroupDetail:any ItemAssemblyDetail:any AbatementRate:number ReverseChargeRate:number "
                + "ServiceType:text "
                + "ItemCategoryType:text ItemEx:any TaxClassificationRef:ReferenceType UQCDisplayText:text UQCId:text ClassRef:ReferenceType "
                + "Source:text "
                + "DeferredRevenue:bool CustomExtensions:any[]"
        ),
        Define(
            "Account",
            Common
                + "Name:text(100) SubAccount:bool ParentRef:ReferenceType Description:text(100) FullyQualifiedName:text! AccountAlias:text "
                + "TxnLocationType:text "
                + "Active:bool Classification:Asset|Equity|Expense|Liability|Revenue AccountType:text AccountSubType:text "
                + "AccountPurposes:any[] AcctNum:text(20) "
                + "AcctNumExtn:text BankNum:text OpeningBalance:number OpeningBalanceDate:date CurrentBalance:number! "
                + "CurrentBalanceWithSubAccounts:number! "
                + "CurrencyRef:ReferenceType TaxAccount:bool TaxCodeRef:ReferenceType OnlineBankingEnabled:bool FIName:text "
                + "JournalCodeRef:ReferenceType "
                + "AccountEx:any"
        ),
        Define(
            "Attachable",
            Common
                + "FileName:text(1000) FileAccessUri:text! TempDownloadUri:text! Size:number ContentType:text Category:text Lat:text Long:text "
                + "PlaceName:text Note:text(2000) Tag:text(2000) ThumbnailFileAccessUri:text! ThumbnailTempDownloadUri:text! AttachableEx:any"
        ),
        Define(
            "Term",
            Common
                + "Name:text(31) Active:bool Type:text! DiscountPercent:number DueDays:int DiscountDays:int DayOfMonthDue:int "
                + "DueNextMonthDays:int "
                + "DiscountDayOfMonth:int SalesTermEx:any"
        ),
        Define("JournalEntry", Transaction + "Adjustment:bool TotalAmt:number! HomeTotalAmt:number! JournalEntryEx:any"),
        Define("Deposit", Transaction + "DepositToAccountRef:ReferenceType CashBack:any TotalAmt:number! HomeTotalAmt:number!"),
        Define(
            "Purchase",
            Transaction
                + "AccountRef:ReferenceType PaymentType:text EntityRef:ReferenceType Credit:bool TotalAmt:number! PrintStatus:text"
        ),
        Define(
            "TaxCode",
            Common
                + "Name:text(100) Description:text(100) Active:bool Hidden:bool Taxable:bool TaxGroup:bool SalesTaxRateList:any "
                + "PurchaseTaxRateList:any "
                + "AdjustmentTaxRateList:any TaxCodeEx:any TaxCodeConfigType:text"
        ),
        Define(
            "TaxRate",
            Common
                + "Name:text(100) Description:text(100) Active:bool RateValue:number AgencyRef:ReferenceType TaxReturnLineRef:ReferenceType "
                + "EffectiveTaxRate:any[] "
                + "SpecialTaxType:text DisplayType:text TaxRateEx:any OriginalTaxRate:ReferenceType"
        ),
        Define(
            "CompanyInfo",
            Common
                + "CompanyName:text(1024) LegalName:text(1024) CompanyAddr:PhysicalAddress CustomerCommunicationAddr:PhysicalAddress "
                + "LegalAddr:PhysicalAddress "
                + "CompanyEmailAddr:EmailAddress CustomerCommunicationEmailAddr:EmailAddress CompanyURL:WebSiteAddress "
                + "PrimaryPhone:TelephoneNumber "
                + "CompanyStartDate:date EmployerId:text FiscalYearStartMonth:text TaxYearStartMonth:text QBVersion:text Country:text "
                + "ShipAddr:PhysicalAddress "
                + "OtherAddr:any[] Mobile:TelephoneNumber Fax:TelephoneNumber Email:EmailAddress WebAddr:WebSiteAddress "
                + "SupportedLanguages:text "
                + "DefaultTimeZone:text NameValue:any[] CompanyInfoEx:any"
        ),
        Define(
            "Preferences",
            Common
                + "AccountingInfoPrefs:any AdvancedInventoryPrefs:any ProductAndServicesPrefs:any SalesFormsPrefs:any EmailMessagesPrefs:any "
                + "PrintDocumentPrefs:any VendorAndPurchasesPrefs:any TimeTrackingPrefs:any TaxPrefs:any FinanceChargesPrefs:any "
                + "CurrencyPrefs:any ReportPrefs:any "
                + "OtherPrefs:any"
        ),
        Define(
            "Line",
            "Id:text LineNum:int Description:text(4000) Amount:number Received:number LinkedTxn:LinkedTxn[] "
                + "DetailType:SalesItemLineDetail|DescriptionOnly|GroupLineDetail|DiscountLineDetail|SubTotalLineDetail|TaxLineDetail|PaymentLineDetail "
                + "PaymentLineDetail:any DiscountLineDetail:DiscountLineDetail TaxLineDetail:TaxLineDetail "
                + "SalesItemLineDetail:SalesItemLineDetail "
                + "DescriptionLineDetail:DescriptionLineDetail GroupLineDetail:GroupLineDetail SubTotalLineDetail:SubTotalLineDetail "
                + "CustomField:CustomField[] "
                + "LineEx:any ProjectRef:ReferenceType CostAmount:number HomeCostAmount:number CustomExtensions:any[]"
        ),
        Define(
            "SalesItemLineDetail",
            "ItemRef:ReferenceType ClassRef:ReferenceType UnitPrice:number UnitCostPrice:number "
                + "RatePercent:number "
                + "PriceLevelRef:ReferenceType MarkupInfo:any Qty:number UOMRef:any ItemAccountRef:ReferenceType! "
                + "InventorySiteRef:ReferenceType "
                + "TaxCodeRef:ReferenceType TaxClassificationRef:ReferenceType ServiceDate:date TaxInclusiveAmt:number DiscountRate:number "
                + "DiscountAmt:number "
                + "DeferredRevenue:bool RetainageAmount:number SalesItemLineDetailEx:any"
        ),
        Define(
            "DiscountLineDetail",
            "DiscountRef:ReferenceType PercentBased:bool DiscountPercent:number "
                + "DiscountAccountRef:ReferenceType ServiceDate:date "
                + "ClassRef:ReferenceType TaxCodeRef:ReferenceType DiscountLineDetailEx:any"
        ),
        Define("DescriptionLineDetail", "ServiceDate:date TaxCodeRef:ReferenceType DescriptionLineDetailEx:any"),
        Define(
            "GroupLineDetail", "GroupItemRef:ReferenceType Quantity:number UOMRef:any ServiceDate:date Line:Line[] GroupLineDetailEx:any"),
        Define("SubTotalLineDetail", "ItemRef:ReferenceType ServiceDate:date"),
        Define("TaxLineDetail", "TaxRateRef:ReferenceType PercentBased:bool TaxPercent:number NetAmountTaxable:number "
            + "TaxInclusiveAmount:number "
            + "OverrideDeltaAmount:number ServiceDate:date TaxLineDetailEx:any"),
        Define("TxnTaxDetail", "DefaultTaxCodeRef:ReferenceType TxnTaxCodeRef:ReferenceType TotalTax:number TaxReviewStatus:text "
            + "TaxLine:Line[] "
            + "UseAutomatedSalesTax:bool"),
        Define("LinkedTxn", "TxnId:text TxnType:text TxnLineId:text"),
        Define("ReferenceType", "value:text name:text type:text"),
        Define("MemoRef", "value:text(1000) id:text"),
        Define("CustomField", "DefinitionId:text Name:text Type:StringType|BooleanType|NumberType|DateType StringValue:text(31) "
            + "BooleanValue:bool "
            + "DateValue:date NumberValue:number"),
        Define("PhysicalAddress", "Id:text Line1:text(500) Line2:text(500) Line3:text(500) Line4:text(500) Line5:text(500) "
            + "City:text(255) Country:text(255) "
            + "CountryCode:text County:text CountrySubDivisionCode:text(255) PostalCode:text(30) PostalCodeSuffix:text Lat:text "
            + "Long:text Tag:text Note:text"),
        Define("EmailAddress", "Id:text Address:text(100) Default:bool Tag:text"),
        Define("BillEmailAddress", "Id:text Address:text(100) Default:bool Tag:text"),
        Define("CopyEmailAddress", "Id:text Address:text(200) Default:bool Tag:text"),
        Define("TelephoneNumber", "Id:text DeviceType:text CountryCode:text AreaCode:text ExchangeCode:text Extension:text "
            + "FreeFormNumber:text(30) Default:bool "
            + "Tag:text"),
        Define("WebSiteAddress", "Id:text URI:text(1000) Default:bool Tag:text"),
    }.ToDictionary(schema => schema.Name);

    /// <summary>The class of the given name; the simulator's own tables name only classes that exist.</summary>
    public static QuickBooksSchema Class(string name) => Classes[name];

    private static QuickBooksSchema Define(string name, string definition) => new(name, definition);
}
