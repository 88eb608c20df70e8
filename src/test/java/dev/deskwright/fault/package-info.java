/** What becomes of a desktop when something goes wrong between the operator and the API server. */
package dev.deskwright.fault;
