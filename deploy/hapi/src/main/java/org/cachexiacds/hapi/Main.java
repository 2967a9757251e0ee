package org.cachexiacds.hapi;

import ca.uhn.fhir.rest.server.RestfulServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Serves FHIR on a loopback port until it is told to stop, and says on one line when it is ready. */
final class Main {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String PATH = "/fhir";

    private Main() {}

    public static void main(String[] args) {
        try {
            run(Settings.parse(args));
        } catch (IllegalArgumentException e) {
            exit(2, e.getMessage());
        } catch (PortRefused e) {
            exit(1, e.getMessage());
        } catch (Exception e) {
            e.printStackTrace();
            exit(1, "the server did not start, for the reason above");
        }
    }

    private static void run(Settings settings) throws Exception {
        Server jetty = new Server();
        // Before the slow part, so that a taken port is reported at once.
        int port = listen(jetty, settings.port());

        AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
        beans.registerBean(Settings.class, () -> settings);
        beans.register(JpaServer.class);
        beans.refresh();
        serve(jetty, beans.getBean(RestfulServer.class));
        // Not earlier: closing the beans waits until they have started, and there is nothing to save yet.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(jetty, beans)));

        String base = "http://" + LOOPBACK + ":" + port + PATH;
        requireMetadata(base);
        System.out.println("HAPI ready: " + base);
    }

    private static int listen(Server jetty, int port) throws PortRefused {
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        jetty.addConnector(connector);
        try {
            connector.open();
        } catch (IOException e) {
            throw new PortRefused(port, e);
        }
        return connector.getLocalPort();
    }

    private static void serve(Server jetty, RestfulServer fhir) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(fhir), PATH + "/*");
        jetty.setHandler(context);
        jetty.start();
    }

    /** The first answer is by far the slowest: asking for it here spares the first test. */
    private static void requireMetadata(String base) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/metadata")).build();
        int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException(request.uri() + " answered " + status);
        }
    }

    private static void stop(Server jetty, AnnotationConfigApplicationContext beans) {
        try {
            jetty.stop();
        } catch (Exception e) {
            e.printStackTrace();
        }
        beans.close();
    }

    private static void exit(int status, String sentence) {
        System.err.println("HAPI: " + sentence + ".");
        System.exit(status);
    }

    /** The port is taken, or not ours to take. */
    private static final class PortRefused extends Exception {
        private static final long serialVersionUID = 1L;

        PortRefused(int port, IOException cause) {
            super("cannot listen on " + LOOPBACK + ":" + port + " (" + rootMessage(cause) + ")", cause);
        }

        private static String rootMessage(Throwable error) {
            return error.getCause() == null ? error.getMessage() : rootMessage(error.getCause());
        }
    }
}
