package org.cachexiacds.hapi;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.HapiJpaConfig;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirH2Dialect;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.jpa.subscription.submit.config.SubscriptionSubmitterConfig;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.IncomingRequestAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.ResponseHighlighterInterceptor;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** HAPI's JPA server, R4 on H2: HAPI's own Spring configurations and the beans that they leave to us. */
@Configuration
@EnableTransactionManagement
@Import({
    JpaR4Config.class,
    HapiJpaConfig.class,
    JpaBatch2Config.class,
    Batch2JobsConfig.class,
    SubscriptionChannelConfig.class,
    SubscriptionSubmitterConfig.class,
    ThreadPoolFactoryConfig.class
})
class JpaServer {

    @Bean
    JpaStorageSettings storageSettings(Settings settings) {
        JpaStorageSettings storage = new JpaStorageSettings();
        storage.setReuseCachedSearchResultsForMillis(
                settings.searchCacheMillis() == 0 ? null : (long) settings.searchCacheMillis());
        // A test cleans up after itself with DELETE on a search, then $expunge.
        storage.setAllowMultipleDelete(true);
        storage.setExpungeEnabled(true);
        // Both need Hibernate Search, which is off (see jpaProperties).
        storage.setHibernateSearchIndexFullText(false);
        storage.setHibernateSearchIndexSearchParams(false);
        return storage;
    }

    @Bean
    PartitionSettings partitionSettings() {
        return new PartitionSettings();
    }

    @Bean
    SubscriptionSettings subscriptionSettings() {
        return new SubscriptionSettings();
    }

    @Bean
    DataSource dataSource(Settings settings) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(settings.database());
        return pool;
    }

    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
            ConfigurableListableBeanFactory beans,
            FhirContext fhir,
            JpaStorageSettings storage,
            DataSource dataSource) {
        LocalContainerEntityManagerFactoryBean factory =
                HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhir, storage);
        factory.setPersistenceUnitName("HAPI_PU");
        factory.setDataSource(dataSource);
        factory.setJpaProperties(jpaProperties());
        return factory;
    }

    private static Properties jpaProperties() {
        Properties properties = new Properties();
        properties.setProperty("hibernate.dialect", HapiFhirH2Dialect.class.getName());
        properties.setProperty("hibernate.hbm2ddl.auto", "update");
        properties.setProperty("hibernate.jdbc.batch_size", "30");
        // HAPI brings two search back ends, and Hibernate Search refuses to start with more than one.
        properties.setProperty("hibernate.search.enabled", "false");
        return properties;
    }

    @Bean
    JpaTransactionManager transactionManager(EntityManagerFactory factory) {
        return new JpaTransactionManager(factory);
    }

    /** Takes the place of HAPI's bean of the same name, which knows no page sizes. */
    @Bean
    DatabaseBackedPagingProvider databaseBackedPagingProvider(Settings settings) {
        DatabaseBackedPagingProvider paging = new DatabaseBackedPagingProvider();
        paging.setDefaultPageSize(settings.pageSize());
        paging.setMaximumPageSize(settings.maximumPageSize());
        return paging;
    }

    @Bean
    RestfulServer restfulServer(
            FhirContext fhir,
            IFhirSystemDao<?, ?> systemDao,
            IJpaSystemProvider systemProvider,
            ResourceProviderFactory resourceProviders,
            JpaStorageSettings storage,
            ISearchParamRegistry searchParameters,
            IValidationSupport validation,
            DatabaseBackedPagingProvider paging) {
        RestfulServer server = new RestfulServer(fhir);
        server.registerProviders(resourceProviders.createProviders());
        server.registerProvider(systemProvider);
        server.setServerConformanceProvider(
                new JpaCapabilityStatementProvider(server, systemDao, storage, searchParameters, validation));
        server.setPagingProvider(paging);
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        // Links are built from the Host of the request, so that "next" has the origin that was asked.
        server.setServerAddressStrategy(new IncomingRequestAddressStrategy());
        // A person who follows a link in a browser can read the answer; Accept: text/html only.
        server.registerInterceptor(new ResponseHighlighterInterceptor());
        return server;
    }
}
