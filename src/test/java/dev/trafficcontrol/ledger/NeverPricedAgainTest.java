package dev.trafficcontrol.ledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.trafficcontrol.pricing.Cost;
import dev.trafficcontrol.pricing.PriceBook;
import org.junit.jupiter.api.Test;

/// What is booked is never priced again: the events have the amounts, and whoever replays, audits
/// or stores them knows no prices. So a book that is read under another price book is the same
/// book.
class NeverPricedAgainTest {

  @Test
  void F51_whoever_replays_audits_or_stores_the_book_knows_no_prices() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(PriceBook.class, Cost.class)
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(
                    "dev.trafficcontrol.ledger",
                    "dev.trafficcontrol.adapter.sql",
                    "dev.trafficcontrol.adapter.sqlite",
                    "dev.trafficcontrol.adapter.postgres",
                    "dev.trafficcontrol.adapter.archive"));
  }
}
